package org.namingofcats.probe.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;

/** Whoever answers may be slow, cut off, endless or no web server: each has its own name, and none takes us along. */
@Timeout(20)
class DialedAnswerTest {
    private static final String CLOSE = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";

    private static DialResult dial(String url, int millis) {
        return Anywhere.dial(new DialRequest(url, "nonce-1", null, millis));
    }

    private static DialResult dial(RawServer server) {
        return dial(server.url(), 5_000); // long, so that a busy machine is no time-out
    }

    private static DialResult answered(String bytes) throws IOException {
        try (RawServer server = RawServer.answering(bytes)) {
            return dial(server);
        }
    }

    private static void assertOutcome(Outcome outcome, String why, DialResult result) {
        assertEquals(outcome, result.outcome(), result::toString);
        assertTrue(String.valueOf(result.message()).contains(why), result::toString);
    }

    @Test
    void noAnswerComes() throws IOException {
        try (RawServer server = new RawServer((socket, out) -> Thread.sleep(5_000))) {
            assertOutcome(Outcome.TIMEOUT, "first byte took longer than 300 ms", dial(server.url(), 300));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX-Drip: ", "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", CLOSE,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n999\r\n"})
    void aSlowDripEndsAtTheDeadlineOfTheWhole(String beginning) throws IOException {
        try (RawServer server = new RawServer((socket, out) -> {
            out.write(beginning.getBytes());
            for (int i = 0; i < 400; i++) { // each byte well within the deadline
                Thread.sleep(25);
                out.write('x');
            }
        })) {
            DialResult result = dial(server.url(), 400);
            assertOutcome(Outcome.TIMEOUT, "longer than 400 ms", result);
            assertTrue(result.timing().total() < 4_000, result::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HT", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n"})
    void anAnswerThatEndsInTheMiddleIsAReset(String half) throws IOException {
        DialResult result = answered(half);
        assertOutcome(Outcome.RESET, half.isEmpty() ? "closed without an answer" : "ended", result);
        assertNull(result.body(), "half a body is none");
    }

    @Test
    void theConnectionIsResetInTheMiddle() throws IOException {
        try (RawServer server = new RawServer((socket, out) -> {
            out.write((CLOSE + "half").getBytes());
            out.flush();
            Thread.sleep(50);
            socket.setSoLinger(true, 0); // close() sends RST
        })) {
            assertOutcome(Outcome.RESET, "answer: Connection reset", dial(server));
        }
    }

    @Test
    void whoAnswersIsNotAWebServer() throws IOException {
        assertOutcome(Outcome.OTHER, "not HTTP: it answered 'SSH-2.0-cat'", answered("SSH-2.0-cat\r\n"));
    }

    @ParameterizedTest
    @CsvSource({"301,Moved Permanently", "302,Found", "404,Not Found", "503,Service Unavailable"})
    void anotherStatusThan2xxIsAnErrorAndARedirectIsNotFollowed(int status, String reason) throws IOException {
        try (RawServer server = RawServer.answering(
                "HTTP/1.1 " + status + " " + reason + "\r\nLocation: /\r\nContent-Length: 3\r\n\r\nwhy")) {
            DialResult result = dial(server);
            assertOutcome(Outcome.HTTP_ERROR, "HTTP " + status, result);
            assertEquals(status, result.status());
            assertEquals("why", result.body());
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void aHundredMegabytesAreCutAtSixtyFourKilobytes() throws IOException {
        try (RawServer server = new RawServer((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n".getBytes());
            byte[] block = new byte[1 << 20];
            Arrays.fill(block, (byte) 'x');
            for (int i = 0; i < 100; i++) {
                out.write(block);
            }
        })) {
            DialResult result = dial(server.url(), 5_000);
            assertEquals(Outcome.OK, result.outcome());
            assertEquals(HttpAnswer.BODY_LIMIT, result.body().length());
        }
    }
}
