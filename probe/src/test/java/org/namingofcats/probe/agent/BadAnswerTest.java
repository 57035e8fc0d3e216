package org.namingofcats.probe.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.agent.RawServer.Behaviour;

/**
 * Whoever answers an agent may be slow, cut off, endless or no web server: each has its own name, none takes us along.
 * What the parser alone can tell is in {@link HttpAnswerTest}.
 */
@Timeout(20)
class BadAnswerTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    /** For what ends by itself: long, so that a busy machine is no time-out. */
    private static final int LONG = 5_000;
    private static final int SHORT = 400;

    private static Arguments row(String what, Behaviour server, int millis, Outcome outcome, String message) {
        return Arguments.of(what, server, millis, outcome, message);
    }

    private static Arguments row(String what, String answer, Outcome outcome, String message) {
        return row(what, (socket, out) -> out.write(bytes(answer)), LONG, outcome, message);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Behaviour forEver(String beginning, String again, int pauseMillis) {
        return (socket, out) -> {
            out.write(bytes(beginning));
            while (true) {
                Thread.sleep(pauseMillis);
                out.write(bytes(again));
            }
        };
    }

    private static Behaviour reset(String beginning) {
        return (socket, out) -> {
            out.write(bytes(beginning));
            out.flush();
            Thread.sleep(50);
            socket.setSoLinger(true, 0); // close() sends RST
        };
    }

    static Stream<Arguments> answers() {
        String slow = "longer than " + SHORT + " ms";
        return Stream.of(
                row("silence", (socket, out) -> Thread.sleep(LONG), SHORT, Outcome.TIMEOUT, "first byte took " + slow),
                row("a drip in the status line", forEver("HTTP/1.1 200 ", "x", 25), SHORT, Outcome.TIMEOUT, slow),
                row("a drip in a header", forEver(OK + "X-Drip: ", "x", 25), SHORT, Outcome.TIMEOUT, slow),
                row("a drip by length", forEver(OK + "Content-Length: 9999\r\n\r\n", "x", 25), SHORT, Outcome.TIMEOUT, slow),
                row("a drip until the end", forEver(OK + "\r\n", "x", 25), SHORT, Outcome.TIMEOUT, slow),
                row("a drip in a chunk", forEver(CHUNKED + "999\r\n", "x", 25), SHORT, Outcome.TIMEOUT, slow),
                row("a drip of interim answers", forEver("", "HTTP/1.1 102 Wait\r\n\r\n", 25), SHORT, Outcome.TIMEOUT, slow),
                row("closed at once", "", Outcome.RESET, "closed without an answer"),
                row("closed in the version", "HT", Outcome.RESET, "ended in its head"),
                row("closed in a header", OK + "Content-Le", Outcome.RESET, "ended in its head"),
                row("closed in a body by length", OK + "Content-Length: 10\r\n\r\nhalf", Outcome.RESET, "ended after 4 bytes"),
                row("closed in a chunk", CHUNKED + "5\r\nhel", Outcome.RESET, "ended after 3 bytes"),
                row("closed between chunks", CHUNKED + "3\r\nhel\r\n", Outcome.RESET, "ended"),
                row("reset in the head", reset("HTTP/1."), LONG, Outcome.RESET, "Connection reset"),
                row("reset in the body", reset(OK + "Connection: close\r\n\r\nhalf"), LONG, Outcome.RESET, "answer: Connection reset"),
                row("SSH", "SSH-2.0-cat\r\n", Outcome.OTHER, "not HTTP: it answered 'SSH-2.0-cat'"),
                row("one header without end", forEver(OK + "X-Bomb: ", "x".repeat(1 << 14), 0), LONG, Outcome.OTHER, "longer than 65536 bytes"),
                row("headers without end", forEver(OK, "X-Bomb: x\r\n".repeat(1_000), 0), LONG, Outcome.OTHER, "longer than 65536 bytes"),
                row("a redirect to itself", "HTTP/1.1 301 Moved\r\nLocation: /\r\nContent-Length: 3\r\n\r\nwhy", Outcome.HTTP_ERROR, "HTTP 301"),
                row("a redirect elsewhere", "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\n\r\nwhy", Outcome.HTTP_ERROR, "HTTP 302"),
                row("404", "HTTP/1.1 404 Not Found\r\n\r\nwhy", Outcome.HTTP_ERROR, "HTTP 404"),
                row("503", "HTTP/1.1 503 Service Unavailable\r\n\r\nwhy", Outcome.HTTP_ERROR, "HTTP 503"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void hasANameOfItsOwn(String what, Behaviour behaviour, int millis, Outcome outcome, String message) throws IOException {
        try (RawServer server = new RawServer(behaviour)) {
            DialResult result = Anywhere.dial(new DialRequest(server.url(), "nonce-1", null, millis));
            assertEquals(outcome, result.outcome(), result::toString);
            assertTrue(result.message().contains(message) && result.message().lines().count() == 1, result::toString);
            assertEquals(outcome == Outcome.HTTP_ERROR ? "why" : null, result.body(), "half a body is none");
            assertEquals(1, server.requests().size(), "nothing is followed or tried again");
            assertTrue(result.timing().total() < 10 * millis, "a deadline of " + millis + " ms, with much patience for a busy machine");
        }
    }

    /** Nobody takes more off the network than is kept: what is left stays with the sender. */
    @Test
    void ofAHundredMegabytesHardlyMoreIsReadThanIsKept() throws IOException {
        AtomicLong sent = new AtomicLong();
        byte[] block = bytes("x".repeat(1 << 16));
        try (RawServer server = new RawServer((socket, out) -> {
            out.write(bytes(OK + "Content-Length: 104857600\r\n\r\n"));
            for (int i = 0; i < 1_600; i++) {
                out.write(block);
                sent.addAndGet(block.length);
            }
        })) {
            DialResult result = Anywhere.dial(new DialRequest(server.url(), "nonce-1", null, LONG));
            assertEquals(Outcome.OK, result.outcome());
            assertEquals(HttpAnswer.BODY_LIMIT, result.body().length());
            assertTrue(sent.get() < 50 << 20, () -> sent + " bytes went into the kernel's buffers");
        }
    }
}
