package org.namingofcats.probe.vantage;

import static org.namingofcats.probe.vantage.Quote.quoted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.namingofcats.api.AgentIdentity;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.grant.Run;

/**
 * Talks to an agent over HTTP: directly, or through the API server's pod proxy, which works wherever {@code kubectl}
 * does. The proxy takes the {@code Authorization} header for itself, so the run's grant has a header of its own.
 *
 * @param http  client that is allowed to call {@code base}
 * @param base  where the agent's {@code /dial} and {@code /self} are, without a slash at the end
 * @param run   signs what the agent may dial
 * @param json  mapper of the records
 * @param graceMillis how long beyond a dial's own deadline we wait for the agent
 */
public record HttpLine(HttpClient http, URI base, Run run, ObjectMapper json, int graceMillis) implements Line {

    /** Media type of what {@link #listen} listens to: an answer that is meant to go on. */
    public static final String GOES_ON = "application/x-ndjson";

    private static final int GRACE_MILLIS = 5_000;
    /** Of a refusal that is listened to; one that goes on for longer is hung up on. */
    private static final int LONGEST_REFUSAL = 64 * 1024;

    /** One that waits {@value #GRACE_MILLIS} ms. */
    public HttpLine(HttpClient http, URI base, Run run, ObjectMapper json) {
        this(http, base, run, json, GRACE_MILLIS);
    }

    @Override
    public DialResult dial(DialRequest request) {
        return quoted(send(post(request), "/dial", DialResult.class, HttpLine::isWhole, run.grant(request.url()),
                request.timeoutMillis() + graceMillis));
    }

    @Override
    public List<DialResult> dial(List<DialRequest> requests) {
        return Stream.of(send(post(requests), "/dials", DialResult[].class,
                results -> results.length > 0 && results.length <= requests.size() && Arrays.stream(results).allMatch(HttpLine::isWhole),
                run.grant(requests.getFirst().url()), requests.stream().mapToInt(DialRequest::timeoutMillis).sum() + graceMillis))
                .map(Quote::quoted).toList();
    }

    private HttpRequest.Builder post(Object body) {
        try {
            return http.newHttpRequestBuilder().post("application/json", json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // records of strings and numbers do not fail
        }
    }

    private static boolean isWhole(DialResult result) {
        return result != null && result.outcome() != null && result.timing() != null;
    }

    @Override
    public AgentIdentity identity() {
        return send(http.newHttpRequestBuilder(), "/self", AgentIdentity.class, self -> self.addresses() != null, run.grant(), graceMillis);
    }

    @Override
    public InputStream listen(String path, List<String> urls, Object body) {
        HttpResponse<InputStream> response = exchange(post(body).header("Accept", GOES_ON).forStreaming(), path, InputStream.class,
                run.grant(urls), graceMillis);
        if (response.code() != 200) {
            throw refused(response.code(), whole(response.body()));
        }
        return response.body();
    }

    /**
     * What a refusal says, as far as it comes within that time. One that does not come to its end is hung up on, one that has is
     * not: its connection may be somebody else's by now, see {@link PodProxy}.
     */
    private String whole(InputStream refusal) {
        FutureTask<byte[]> reading = new FutureTask<>(() -> refusal.readNBytes(LONGEST_REFUSAL));
        Thread.startVirtualThread(reading);
        byte[] said = {};
        try {
            said = reading.get(graceMillis, TimeUnit.MILLISECONDS);
            if (said.length < LONGEST_REFUSAL) {
                return new String(said, StandardCharsets.UTF_8);
            }
        } catch (TimeoutException | ExecutionException e) {
            // It is refused, whatever it would have said.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(refusal);
        return new String(said, StandardCharsets.UTF_8);
    }

    @Override
    public void end(String path) {
        HttpResponse<String> response = exchange(http.newHttpRequestBuilder().post("application/json", ""), path, String.class,
                run.grant(), graceMillis);
        if (response.code() / 100 != 2) {
            throw refused(response.code(), response.body());
        }
    }

    private <T> T send(HttpRequest.Builder builder, String path, Class<T> type, Predicate<T> whole, String grant, int millis) {
        HttpResponse<String> response = exchange(builder, path, String.class, grant, millis);
        if (response.code() != 200) {
            throw refused(response.code(), response.body());
        }
        try {
            T answer = json.readValue(response.body(), type);
            if (answer == null || !whole.test(answer)) { // somebody else's JSON
                throw new AgentUnreachable("the agent at " + base + " answered something else than a result");
            }
            return answer;
        } catch (JsonProcessingException e) {
            throw new AgentUnreachable("the agent at " + base + " answered something else than a result");
        }
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder builder, String path, Class<T> type, String grant, int millis) {
        HttpRequest request = builder.uri(base + path).header(DialRequest.GRANT_HEADER, grant).build();
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request, type);
        try {
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.thenAccept(HttpLine::hangUp);
            throw new AgentUnreachable("the agent at " + base + " did not answer within " + millis + " ms");
        } catch (ExecutionException e) {
            throw new AgentUnreachable("the agent at " + base + " cannot be reached: " + quoted(e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.thenAccept(HttpLine::hangUp);
            throw new AgentUnreachable("interrupted while the agent at " + base + " was asked");
        }
    }

    /** On an answer that nobody waits for any more: what it tells of would go on at the agent, for an hour perhaps. */
    private static void hangUp(HttpResponse<?> late) {
        if (late.code() == 200 && late.body() instanceof InputStream stream) {
            close(stream);
        }
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // It was over anyhow.
        }
    }

    private AgentUnreachable refused(int status, String body) {
        return new AgentUnreachable("the agent at " + base + " answered " + status + ": " + firstLine(body));
    }

    private static String firstLine(String body) {
        return body == null || body.isBlank() ? "(no body)" : quoted(body.lines().findFirst().orElseThrow());
    }
}
