package org.namingofcats.probe.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LookupTest {
    @Test
    void findsAndTimes() throws IOException {
        Lookup lookup = Lookup.of(() -> {
            Thread.sleep(30);
            return InetAddress.ofLiteral("10.0.0.1");
        }, 5_000);
        assertEquals("10.0.0.1", lookup.address().getHostAddress());
        assertTrue(lookup.millis() >= 29 && lookup.millis() < 5_000, () -> lookup.toString());
    }

    @Test
    @Timeout(5)
    void doesNotWaitForASilentServer() {
        UnknownHostException silent = assertThrows(UnknownHostException.class, () -> Lookup.of(() -> {
            Thread.sleep(60_000);
            return null;
        }, 100));
        assertEquals("no DNS server answered within 100 ms", silent.getMessage());
    }

    @Test
    void handsOnWhyThereIsNone() {
        assertThrows(Forbidden.class, () -> Lookup.of(() -> {
            throw new Forbidden("no");
        }, 1_000));
        assertEquals("gone", assertThrows(UnknownHostException.class, () -> Lookup.of(() -> {
            throw new UnknownHostException("gone");
        }, 1_000)).getMessage());
    }
}
