package org.namingofcats.probe.vantage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.agent.RawServer;
import org.namingofcats.probe.grant.Run;

/** Where an agent should be may be anybody, with {@code --outside} above all: then nothing was learnt, and it says why. */
@Timeout(30)
class BadAgentTest {
    /** Lenient, as Quarkus's own is. */
    private final ObjectMapper json = new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private AgentUnreachable asked(String base, int timeoutMillis) {
        Config config = Config.empty();
        config.setRequestRetryBackoffLimit(0);
        try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
            HttpLine line = new HttpLine(client.getHttpClient(), URI.create(base), new Run("token"), json);
            AgentUnreachable why = assertThrows(AgentUnreachable.class,
                    () -> line.dial(new DialRequest("http://10.0.0.1/", "nonce", Map.of(), timeoutMillis)));
            assertThrows(AgentUnreachable.class, line::identity);
            return why;
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "closes                 | ''                                   | cannot be reached",
        "another protocol       | SSH-2.0-cat                          | cannot be reached",
        "half a result          | 200 OK;99;{\"outcome\":              | cannot be reached",
        "cut JSON               | 200 OK;11;{\"outcome\":              | something else than a result",
        "a web page             | 200 OK;6;<html>                      | something else than a result",
        "nothing                | 200 OK;0;                            | something else than a result",
        "null                   | 200 OK;4;null                        | something else than a result",
        "other JSON             | 200 OK;2;{}                          | something else than a result",
        "an outcome of its own  | 200 OK;18;{\"outcome\":\"FINE\"}    | something else than a result",
        "a result without times | 200 OK;16;{\"outcome\":\"OK\"}      | something else than a result",
        "not found              | 404 Not Found;0;                     | answered 404: (no body)",
        "a redirect             | 302 Found;4;away                     | answered 302: away"})
    void isToldFromAResult(String what, String answer, String part) throws IOException {
        String[] parts = answer.split(";", 3);
        try (RawServer server = RawServer.answering(parts.length < 3 ? answer + "\r\n"
                : "HTTP/1.1 " + parts[0] + "\r\nConnection: close\r\nLocation: /\r\nContent-Length: " + parts[1] + "\r\n\r\n" + parts[2])) {
            String why = asked(server.url().replaceAll("/$", ""), 1_000).getMessage();
            assertTrue(why.contains(part), why);
            assertEquals(2, server.requests().size(), "no redirect is followed: one dial, one identity");
        }
    }

    /** As many results as requests at most, one at least, each of them whole. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "none            | []",
        "more than asked | [RESULT, RESULT, RESULT]",
        "half of one     | [RESULT, {\"outcome\":\"OK\"}]",
        "none of two     | [RESULT, null]",
        "null            | null"})
    void isToldFromARowOfResults(String what, String row) throws IOException {
        String body = row.replace("RESULT", "{\"outcome\":\"OK\",\"timing\":{}}");
        try (RawServer server = new RawServer((socket, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().readAllBytes();
        });
                KubernetesClient client = new KubernetesClientBuilder().withConfig(Config.empty()).build()) {
            HttpLine line = new HttpLine(client.getHttpClient(), URI.create(server.url().replaceAll("/$", "")), new Run("token"), json);
            List<DialRequest> two = Collections.nCopies(2, new DialRequest("http://10.0.0.1/", "nonce", Map.of(), 1_000));
            String why = assertThrows(AgentUnreachable.class, () -> line.dial(two)).getMessage();
            assertTrue(why.endsWith("answered something else than a result"), why);
        }
    }

    @Test
    void aLongRefusalIsQuotedInPart() throws IOException {
        String body = "x".repeat(10_000);
        try (RawServer server = RawServer.answering("HTTP/1.1 500 Oh\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            assertTrue(asked(server.url(), 1_000).getMessage().length() < 400);
        }
    }

    @Test
    void halfACharacterIsNotQuoted() throws IOException {
        byte[] body = ("x" + "🐈".repeat(1_000)).getBytes(StandardCharsets.UTF_8);
        try (RawServer server = new RawServer((socket, out) -> {
            out.write(("HTTP/1.1 500 Oh\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            out.write(body);
            socket.getInputStream().readAllBytes(); // who closes before it has read all resets the connection
        })) {
            String why = asked(server.url(), 1_000).getMessage();
            assertTrue(why.contains("x🐈") && StandardCharsets.UTF_8.newEncoder().canEncode(why), why);
        }
    }

    /** What a result says of itself goes into reports and onto terminals; its body is for whoever reads it. */
    @Test
    void whatAResultSaysOfItselfIsText() throws IOException {
        String result = "{'outcome':'OTHER','body':'\\u001b[2J','remoteAddress':'\\u009b1','clientAddress':'\\ud800','timing':{},'message':'%s'}"
                .formatted("\\u001b".repeat(9_000)).replace('\'', '"');
        try (RawServer server = new RawServer((socket, out, head) -> {
            String body = head.startsWith("POST /dials") ? "[" + result + "]" : result;
            out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes());
            socket.getInputStream().readAllBytes();
        });
                KubernetesClient client = new KubernetesClientBuilder().withConfig(Config.empty()).build()) {
            HttpLine line = new HttpLine(client.getHttpClient(), URI.create(server.url().replaceAll("/$", "")), new Run("token"), json);
            DialRequest request = new DialRequest("http://10.0.0.1/", "nonce", Map.of(), 1_000);
            for (DialResult told : List.of(line.dial(request), line.dial(List.of(request)).getFirst())) {
                assertEquals("\uFFFD1 \uFFFD", told.remoteAddress() + " " + told.clientAddress());
                assertEquals("\uFFFD".repeat(Quote.LONGEST) + "…", told.message());
                assertEquals("\u001b[2J", told.body());
            }
        }
    }
}
