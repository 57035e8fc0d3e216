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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.namingofcats.api.AgentIdentity;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;

/** What an agent is asked: dial that for me, once or in a row, and who are you. {@link TokenFilter} stands before both. */
@Path("/")
@RunOnVirtualThread
public class DialResource {
    static final int LONGEST_TIMEOUT = 30_000;
    private static final int MOST_HEADERS = 32;
    /** A run has six under way, or three times that where it waits for what times out; each request waits at most {@value #LONGEST_TIMEOUT} ms and its answer may hold 64 KiB, those of a row twice that. */
    static final int MOST_AT_ONCE = 64;
    /** Of requests that are asked for together. */
    static final int MOST_IN_A_ROW = 16;

    private final TargetCheck targets;
    private final Caller caller;
    private final AgentSelf self;
    private final ObjectMapper json;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

    DialResource(TargetCheck targets, Caller caller, AgentSelf self, ObjectMapper json) {
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
        return inARow(() -> Collections.singletonList(json.readValue(body, DialRequest.class))).getFirst();
    }

    /**
     * Makes requests one after the other, 1 to {@value #MOST_IN_A_ROW}, none after one that timed out, and none once the bodies of their answers come
     * to 64 KiB: so a probe that asks the same thing a dozen times need not ask us a dozen times. The same refusals as for one.
     */
    @POST
    @Path("dials")
    @Consumes(MediaType.APPLICATION_JSON)
    public List<DialResult> dials(String body) {
        return inARow(() -> {
            DialRequest[] requests = json.readValue(body, DialRequest[].class);
            return requests == null ? List.of() : Arrays.asList(requests);
        });
    }

    private interface Reader {
        List<DialRequest> read() throws JsonProcessingException;
    }

    private List<DialResult> inARow(Reader reader) {
        if (!turns.tryAcquire()) {
            throw new WebApplicationException(refusal(429, MOST_AT_ONCE + " requests are under way already"));
        }
        try {
            List<DialRequest> requests = reader.read();
            if (requests.isEmpty() || requests.size() > MOST_IN_A_ROW) {
                throw new IllegalArgumentException("there are not 1 to " + MOST_IN_A_ROW + " requests");
            }
            requests.forEach(DialResource::checked);
            Admission allowed = targets.under(caller.grant());
            List<DialResult> results = new ArrayList<>();
            int bodies = 0;
            for (DialRequest request : requests) {
                DialResult result = new Attempt(request, allowed).make();
                results.add(result);
                bodies += result.body() == null ? 0 : result.body().length();
                if (timedOut(request, result) || bodies >= HttpAnswer.BODY_LIMIT) {
                    break;
                }
            }
            return results;
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

    /** Also if the name lookup did, whose outcome is DNS. What gets the whole milliseconds that are left may be over a part of one early. */
    private static boolean timedOut(DialRequest request, DialResult result) {
        return result.outcome() == Outcome.TIMEOUT || result.timing().total() > request.timeoutMillis() - 1;
    }

    /** Where this agent stands. */
    @GET
    @Path("self")
    public AgentIdentity self() {
        return self.identity();
    }

    private static void checked(DialRequest request) {
        if (request == null || request.nonce() == null || !request.nonce().matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("the nonce is not 1 to 64 characters of [A-Za-z0-9-]");
        }
        if (request.timeoutMillis() < 1 || request.timeoutMillis() > LONGEST_TIMEOUT) {
            throw new IllegalArgumentException("timeoutMillis is not from 1 to " + LONGEST_TIMEOUT);
        }
        checked(request.headers() == null ? Map.of() : request.headers());
    }

    /**
     * Looks at the headers of a request as an agent does before it dials.
     *
     * @throws IllegalArgumentException when it would not send them
     */
    public static void checked(Map<String, String> headers) {
        if (headers.size() > MOST_HEADERS) {
            throw new IllegalArgumentException("there are more than " + MOST_HEADERS + " headers");
        }
        headers.forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9-]{1,64}") || value == null || !value.matches("[\\x20-\\x7e]{0,256}")) {
                throw new IllegalArgumentException("a header is not a name of letters, digits and dashes with a printable value");
            }
        });
    }

    /** An answer of one line, also when it quotes what has more. */
    public static Response refusal(int status, String why) {
        return Response.status(status).type(MediaType.TEXT_PLAIN_TYPE)
                .entity(why.replaceAll("\\p{Cntrl}", "?") + "\n").build();
    }
}
