package org.namingofcats.probe.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;

/** Every way in which a request can end has its own name. */
@Timeout(20)
class AttemptTest {
    private static final String CLOSE = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";

    private static DialResult dial(String url, int millis) {
        return Anywhere.dial(new DialRequest(url, "nonce-1", null, millis));
    }

    private static DialResult dial(RawServer server) {
        return dial(server.url(), 5_000); // long, so that a busy machine is no time-out
    }

    private static void assertOutcome(Outcome outcome, String why, DialResult result) {
        assertEquals(outcome, result.outcome(), result::toString);
        assertTrue(String.valueOf(result.message()).contains(why), result::toString);
    }

    @Test
    void anAnswerIsReadAndEachPhaseTimed() throws IOException {
        try (RawServer server = new RawServer((socket, out) -> {
            Thread.sleep(500); // some of it may pass before the client notes that it has sent
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhellomore".getBytes());
        })) {
            DialResult result = dial(server);
            assertEquals(Outcome.OK, result.outcome());
            assertEquals(200, result.status());
            assertEquals("hello", result.body());
            assertEquals("127.0.0.1:" + server.port(), result.remoteAddress());
            assertNull(result.message());
            var timing = result.timing();
            assertTrue(timing.connect() > 0 && timing.connect() < timing.total() - timing.firstByte(), timing::toString);
            assertTrue(timing.firstByte() >= 100, timing::toString);
            assertTrue(timing.total() >= timing.lookup() + timing.connect() + timing.firstByte(), timing::toString);
        }
    }

    @Test
    void theRequestCarriesWhatItMust() throws IOException {
        try (RawServer server = RawServer.answering(CLOSE)) {
            Anywhere.dial(new DialRequest(server.url() + "mypathA?x=%20y", "nonce-1",
                    Map.of("host", "cats.example", "X-Other", "1", "connection", "keep-alive", "x-lab-nonce", "forged"), 5_000));
            String head = server.requests().getFirst();
            assertTrue(head.startsWith("GET /mypathA?x=%20y HTTP/1.1\r\n"), head);
            assertTrue(head.contains("Host: cats.example\r\n") && head.contains("X-Other: 1\r\n"), head);
            assertEquals(1, head.lines().filter(line -> line.matches("(?i)connection: close")).count(), head);
            assertEquals(1, head.lines().filter(line -> line.matches("(?i)x-lab-nonce: nonce-1")).count(), head);
            assertEquals(5, head.lines().filter(line -> line.contains(": ")).count(), "one of each\n" + head);
        }
    }

    @Test
    void everyDialIsANewConnection() throws IOException {
        try (RawServer server = new RawServer((socket, out) -> out.write(
                ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + socket.getPort()).getBytes()))) {
            assertTrue(!dial(server).body().equals(dial(server).body()));
        }
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        DialResult result = dial("http://127.0.0.1:" + port, 5_000);
        assertOutcome(Outcome.REFUSED, "connect: ", result);
        assertEquals(0, result.timing().firstByte());
        assertNull(result.clientAddress());
    }

    @Test
    void theConnectionIsNeverTaken() throws IOException {
        // A listener whose queue is full drops the SYN, as a firewall does.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            List<Socket> queue = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                queue.add(new Socket("127.0.0.1", full.getLocalPort()));
            }
            DialResult result = dial("http://127.0.0.1:" + full.getLocalPort(), 300);
            assertOutcome(Outcome.TIMEOUT, "connect took longer than 300 ms", result);
            assertTrue(result.timing().total() < 4_000, result::toString);
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void theNameHasNoAddress() {
        DialResult result = dial("http://no-such-cat.invalid:8080/", 15_000);
        assertOutcome(Outcome.DNS, "no address for no-such-cat.invalid", result);
        assertNull(result.remoteAddress());
    }

    /** While no DNS server answers, the few places for lookups are taken; whoever has an address needs none. */
    @Test
    void anAddressIsNotLookedUp() throws Exception {
        try (RawServer server = RawServer.answering(CLOSE); SilentDns silence = new SilentDns()) {
            assertOutcome(Outcome.DNS, "no DNS server answered", dial("http://localhost:" + server.port(), 300));
            assertOutcome(Outcome.OK, "null", dial(server));
        }
    }

    @Test
    void aNameIsLookedUp() throws IOException {
        try (RawServer server = RawServer.answering(CLOSE)) {
            DialResult result = dial("http://localhost:" + server.port(), 5_000);
            assertEquals(Outcome.OK, result.outcome());
            assertEquals("127.0.0.1:" + server.port(), result.remoteAddress());
            assertTrue(result.timing().lookup() > 0);
            assertTrue(server.requests().getFirst().contains("Host: localhost:" + server.port() + "\r\n"));
        }
    }

    /** Linux alone has all of 127.0.0.0/8 on its loopback. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theClientAddressIsTheDiallersOwn() throws IOException {
        try (RawServer server = new RawServer("127.0.0.2", (socket, out) -> out.write((CLOSE
                + socket.getInetAddress().getHostAddress()).getBytes()))) {
            DialResult result = dial("http://127.0.0.2:" + server.port(), 5_000);
            assertEquals("127.0.0.2:" + server.port(), result.remoteAddress());
            assertEquals(result.body(), result.clientAddress());
        }
    }
}
