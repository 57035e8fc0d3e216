package org.namingofcats.probe.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.namingofcats.probe.agent.Admission;
import org.namingofcats.probe.agent.Caller;
import org.namingofcats.probe.agent.DialResource;
import org.namingofcats.probe.agent.Forbidden;
import org.namingofcats.probe.agent.TargetCheck;

/** An agent's lanes: start one and listen to it, end one. Who may ask is up to the agent's token filter. */
@Path("/load")
@RunOnVirtualThread
public class LoadResource {
    static final int MOST_LANES = 64;

    private final Map<String, Lane> running = new ConcurrentHashMap<>();
    private final TargetCheck targets;
    private final Caller caller;
    private final ObjectMapper json;

    LoadResource(TargetCheck targets, Caller caller, ObjectMapper json) {
        this.targets = targets;
        this.caller = caller;
        this.json = json;
    }

    /**
     * Runs a lane and streams {@link LoadReport}s, one a line, until it has ended or the caller hangs up. 400 when the
     * request is malformed, 403 when the caller's grant does not cover the target or no agent dials such a one, 409 when a lane of that name runs, 429 when
     * {@value #MOST_LANES} others do.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces("application/x-ndjson")
    public StreamingOutput load(String body, @Context HttpServerResponse response) {
        return load(body, targets.under(caller.grant()), response::closed);
    }

    StreamingOutput load(String body, Admission admission, BooleanSupplier hungUp) {
        LoadRequest request = read(body);
        Lane lane = lane(request, admission);
        synchronized (running) {
            if (running.size() >= MOST_LANES) {
                throw refused(429, MOST_LANES + " lanes run here already");
            }
            if (running.putIfAbsent(request.lane(), lane) != null) {
                throw refused(409, "a lane " + request.lane() + " runs here already");
            }
        }
        return out -> {
            try {
                new Telling(lane, json).to(out, hungUp);
            } finally {
                running.remove(request.lane());
            }
        };
    }

    /** Ends a lane: it sends no more, and its stream ends when the last request has. One that has ended is no error. */
    @POST
    @Path("{lane}/end")
    public void stop(String lane) {
        Lane one = running.get(lane);
        if (one != null) {
            one.stop();
        }
    }

    private LoadRequest read(String body) {
        try {
            LoadRequest request = json.readValue(body, LoadRequest.class);
            if (request == null) {
                throw refused(400, "the body is no load request");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw refused(400, e.getCause() instanceof IllegalArgumentException cause ? cause.getMessage()
                    : "the body is no load request: " + e.getOriginalMessage().replaceFirst(" \\(start marker.*", ""));
        }
    }

    private Lane lane(LoadRequest request, Admission admission) {
        try {
            return new Lane(request, admission, json);
        } catch (IllegalArgumentException e) {
            throw refused(400, e.getMessage());
        } catch (Forbidden e) {
            throw refused(403, e.getMessage());
        }
    }

    private static WebApplicationException refused(int status, String why) {
        return new WebApplicationException(DialResource.refusal(status, why));
    }
}
