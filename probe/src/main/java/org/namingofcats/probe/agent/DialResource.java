package org.namingofcats.probe.agent;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.namingofcats.api.AgentIdentity;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;

/** The agent's two questions: dial that for me, and who are you. Both only for who holds the run's token. */
@Path("/")
@RunOnVirtualThread
public class DialResource {
    private static final int LONGEST_TIMEOUT = 30_000;

    private final Dialer dialer;
    private final RunToken token;
    private final AgentSelf self;

    DialResource(Dialer dialer, RunToken token, AgentSelf self) {
        this.dialer = dialer;
        this.token = token;
        this.self = self;
    }

    /** Makes one request; 400 when it is malformed, 403 when the agent does not dial such a target. */
    @POST
    @Path("dial")
    public DialResult dial(@HeaderParam(DialRequest.TOKEN_HEADER) String offered, DialRequest request) {
        demand(offered);
        try {
            check(request);
            return dialer.dial(request);
        } catch (IllegalArgumentException e) {
            throw refusal(400, e.getMessage());
        } catch (DialTarget.Forbidden e) {
            throw refusal(403, e.getMessage());
        }
    }

    /** Where this agent stands. */
    @GET
    @Path("self")
    public AgentIdentity self(@HeaderParam(DialRequest.TOKEN_HEADER) String offered) {
        demand(offered);
        return self.identity();
    }

    private void demand(String offered) {
        if (!token.is(offered)) {
            throw refusal(401, "this agent dials only for who holds the run's token");
        }
    }

    private static void check(DialRequest request) {
        if (request == null || request.nonce() == null || !request.nonce().matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("the nonce is not 1 to 64 characters of [A-Za-z0-9-]");
        }
        if (request.timeoutMillis() < 1 || request.timeoutMillis() > LONGEST_TIMEOUT) {
            throw new IllegalArgumentException("timeoutMillis is not from 1 to " + LONGEST_TIMEOUT);
        }
        Map<String, String> headers = request.headers() == null ? Map.of() : request.headers();
        headers.forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9-]{1,64}") || value == null || !value.matches("[\\x20-\\x7e]{0,256}")) {
                throw new IllegalArgumentException("a header is not a name of letters and a printable value");
            }
        });
    }

    private static WebApplicationException refusal(int status, String why) {
        return new WebApplicationException(
                Response.status(status).type(MediaType.TEXT_PLAIN_TYPE).entity(why + "\n").build());
    }
}
