package org.namingofcats.probe.page;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A browser has six connections to one server: where windows hold all of them, none of them loads or does anything any more. */
@Timeout(60)
class PageWindowsTest {
    private final PageServer server = new PageServer(0, new Feed(new ObjectMapper()), new NoDeeds(), new ObjectMapper());
    private final URI address = URI.create(server.address());
    private final List<Socket> windows = new ArrayList<>();

    /** What the stream of one more window says. */
    private BufferedReader open() throws IOException {
        Socket window = new Socket("127.0.0.1", address.getPort());
        windows.add(window);
        window.setSoTimeout(20_000);
        window.getOutputStream().write("GET /events?%s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(address.getFragment(), address.getAuthority())
                .getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(window.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String event(BufferedReader stream) throws IOException {
        String line = stream.readLine();
        while (!line.startsWith("event:")) {
            line = stream.readLine();
        }
        return line;
    }

    @AfterEach
    void close() throws IOException {
        for (Socket window : windows) {
            window.close();
        }
        server.close();
    }

    @Test
    void oneTooManyIsToldToCloseAnotherAndComesInWhenOneIsClosed() throws IOException {
        for (int i = 0; i < 4; i++) {
            assertEquals("event: table", event(open()));
        }
        BufferedReader fifth = open();
        assertEquals("event: full", event(fifth));
        assertEquals("data: \"too many windows: this page is open in 4 already, close one\"", fifth.readLine());
        assertEquals("0", fifth.lines().dropWhile(String::isEmpty).findFirst().orElseThrow(), "the last chunk: that is all");
        windows.getFirst().close();
        await().until(() -> event(open()).equals("event: table"));
    }
}
