package org.namingofcats.probe.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.namingofcats.api.AgentIdentity;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;

/** The agent's two questions: dial that for me, and who are you. {@link TokenFilter} stands before both. */
@Path("/")
@RunOnVirtualThread
public class DialResource {
    private static final int LONGEST_TIMEOUT = 30_000;
    private static final int MOST_HEADERS = 32;
    /** A run has six under way; each waits at most {@value #LONGEST_TIMEOUT} ms and may hold 64 KiB. */
    static final int MOST_AT_ONCE = 64;

    private final Dialer dialer;
    private final TargetCheck targets;
    private final Caller caller;
    private final AgentSelf self;
    private final ObjectMapper json;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

    DialResource(Dialer dialer, TargetCheck targets, Caller caller, AgentSelf self, ObjectMapper json) {
        this.dialer = dialer;
        this.targets = targets;
        this.caller = caller;
        this.self = self;
        this.json = json;
    }

    /**
     * Makes one request; 400 when it is malformed, 403 when the caller's grant does not cover its target or no agent dials
     * such a target, 429 when too many are under way.
     */
    @POST
    @Path("dial")
    @Consumes(MediaType.APPLICATION_JSON)
    public DialResult dial(String body) {
        if (!turns.tryAcquire()) {
            throw new WebApplicationException(refusal(429, MOST_AT_ONCE + " requests are under way already"));
        }
        try {
            return dialer.dial(checked(json.readValue(body, DialRequest.class)), targets.under(caller.grant()));
        } catch (JsonProcessingException e) {
            throw new WebApplicationException(refusal(400, "the body is no dial request: " + e.getOriginalMessage().replaceFirst(" \\(start marker.*", "")));
        } catch (IllegalArgumentException e) {
            throw new WebApplicationException(refusal(400, e.getMessage()));
        } catch (Forbidden e) {
            throw new WebApplicationException(refusal(403, e.getMessage()));
        } finally {
            turns.release();
        }
    }

    /** Where this agent stands. */
    @GET
    @Path("self")
    public AgentIdentity self() {
        return self.identity();
    }

    private static DialRequest checked(DialRequest request) {
        if (request == null || request.nonce() == null || !request.nonce().matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("the nonce is not 1 to 64 characters of [A-Za-z0-9-]");
        }
        if (request.timeoutMillis() < 1 || request.timeoutMillis() > LONGEST_TIMEOUT) {
            throw new IllegalArgumentException("timeoutMillis is not from 1 to " + LONGEST_TIMEOUT);
        }
        Map<String, String> headers = request.headers() == null ? Map.of() : request.headers();
        if (headers.size() > MOST_HEADERS) {
            throw new IllegalArgumentException("there are more than " + MOST_HEADERS + " headers");
        }
        headers.forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9-]{1,64}") || value == null || !value.matches("[\\x20-\\x7e]{0,256}")) {
                throw new IllegalArgumentException("a header is not a name of letters and a printable value");
            }
        });
        return request;
    }

    /** An answer of one line, also when it quotes what has more. */
    public static Response refusal(int status, String why) {
        return Response.status(status).type(MediaType.TEXT_PLAIN_TYPE)
                .entity(why.replaceAll("\\p{Cntrl}", "?") + "\n").build();
    }
}
