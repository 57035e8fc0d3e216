package org.namingofcats.probe.load;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.agent.RawServer;

/** Of kept connections those stay that are needed. */
class ConnectionsTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: cat\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final AtomicInteger open = new AtomicInteger();

    @Test
    void whoIsNotNeededAnyMoreIsToldWhileItsServerIsThere() throws IOException {
        try (RawServer server = new RawServer((socket, out) -> {
            open.incrementAndGet();
            try {
                for (out.write(ANSWER); ; out.write(ANSWER)) {
                    RawServer.head(socket.getInputStream());
                }
            } finally {
                open.decrementAndGet();
            }
        }); Connections connections = new Connections(new Destination(server.url(), target -> InetAddress.getByName(target.host())), true)) {
            Wire first = connections.take(soon());
            Wire second = connections.take(soon());
            ask(connections, first);
            ask(connections, second);
            assertEquals(2, open.get());
            await().until(() -> {
                Wire again = connections.take(soon());
                ask(connections, again);
                assertSame(second, again, "the one that was idle for the shortest time is fit for use");
                return open.get();
            }, one -> one == 1);
        }
    }

    private static void ask(Connections connections, Wire wire) throws IOException {
        wire.ask(REQUEST, soon());
        connections.give(wire, true);
    }

    private static long soon() {
        return System.nanoTime() + 20_000_000_000L;
    }
}
