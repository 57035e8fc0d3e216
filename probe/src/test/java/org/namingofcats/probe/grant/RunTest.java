package org.namingofcats.probe.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunTest {
    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private final Grants grants = new Grants("token", new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });
    private final Run run = new Run(grants);

    private boolean covers(String address, int port) throws Refused {
        return grants.read(run.grant("http://" + (address.contains(":") ? "[" + address + "]:" : address + ":") + port + "/"))
                .covers(InetAddress.ofLiteral(address), port);
    }

    @Test
    void onlyWhatWasNamedIsGranted() throws Refused {
        assertFalse(covers("10.0.0.1", 80));
        run.name("10.0.0.1", 80);
        assertTrue(covers("10.0.0.1", 80));
        run.name("10.0.0.1", 8080);
        run.name("fd00::1", 80);
        assertTrue(covers("10.0.0.1", 80) && covers("10.0.0.1", 8080) && covers("fd00:0:0::1", 80), "what was named stays so");
        assertFalse(covers("10.0.0.1", 443) || covers("10.0.0.2", 80));
    }

    @Test
    void aNameIsNoAddress() {
        assertThrows(IllegalArgumentException.class, () -> run.name("kubernetes", 443));
    }

    @Test
    void aGrantIsWrittenAnewInTime() throws Refused {
        run.name("10.0.0.1", 80);
        String first = run.grant("http://10.0.0.1/");
        assertEquals(first, run.grant("http://10.0.0.1/"));
        for (int minutes = 0; minutes < 60; minutes++) {
            now = now.plusSeconds(60);
            assertTrue(covers("10.0.0.1", 80), "after " + minutes + " minutes");
            Instant end = grants.read(run.grant("http://10.0.0.1/")).end();
            assertFalse(end.isBefore(now.plus(Grants.LIFE.dividedBy(2))), "a request that begins now takes its time: " + end);
        }
        assertNotEquals(first, run.grant("http://10.0.0.1/"));
    }

    @Test
    void aRequestBearsNoMoreThanItIsFor() throws Refused {
        run.name("10.0.0.1", 80);
        run.name("10.0.0.1", 8080);
        run.name("10.0.0.2", 80);
        run.name("fd00::1", 80);
        assertEquals(Map.of(), grants.read(run.grant()).targets(), "who says only who he is dials nothing");
        assertEquals(Map.of(), grants.read(run.grant("no URL")).targets());
        assertEquals(Map.of("10.0.0.1", Set.of(80)), grants.read(run.grant("http://10.0.0.1/path")).targets());
        assertEquals(Map.of("fd00:0:0:0:0:0:0:1", Set.of(80)), grants.read(run.grant("http://[fd00::1]:80/")).targets());
        assertEquals(Map.of(), grants.read(run.grant("http://10.0.0.1:443/")).targets(), "never named");
        assertEquals(Set.of("10.0.0.1", "10.0.0.2", "fd00:0:0:0:0:0:0:1"), grants.read(run.grant("http://cat.lab.svc/")).targets().keySet(),
                "a name may be any of them");
        run.name("10.0.0.1", 443);
        assertEquals(Map.of("10.0.0.1", Set.of(443)), grants.read(run.grant("http://10.0.0.1:443/")).targets());
    }

    /** Those of a lane in turn. */
    @Test
    void severalUrlsAreAllCovered() throws Refused {
        run.name("10.0.0.1", 80);
        run.name("10.0.0.1", 8080);
        run.name("10.0.0.2", 80);
        run.name("10.0.0.3", 80);
        assertEquals(Map.of("10.0.0.1", Set.of(80, 8080), "10.0.0.2", Set.of(80)),
                grants.read(run.grant(List.of("http://10.0.0.1/", "http://10.0.0.2/", "http://10.0.0.1:8080/path", "no URL"))).targets());
    }

    @Test
    void inALargeClusterTheFirstTargetIsStillGranted() throws Refused {
        for (int i = 0; i < 3 * Run.GRANTED; i++) {
            run.name("10." + i / 65536 + "." + i / 256 % 256 + "." + i % 256, 8080);
        }
        assertTrue(grants.read(run.grant("http://10.0.0.0:8080/")).covers(InetAddress.ofLiteral("10.0.0.0"), 8080));
        assertTrue(run.grant("http://10.0.0.0:8080/").length() < 200, "for the three thousandth as for the first");
    }

    @Test
    void itFitsIntoAHeaderAfterHoursOfWatching() throws Refused {
        for (int i = 0; i < 3 * Run.REMEMBERED; i++) {
            run.name("10." + i / 65536 + "." + i / 256 % 256 + "." + i % 256, 8080);
            run.name("127.0.0.1", 8081); // named again and again, so it stays
        }
        int last = 3 * Run.REMEMBERED - 1;
        String byName = run.grant("http://cat.lab.svc:8080/");
        assertTrue(byName.length() < 60_000, "the agent reads 64 KiB of headers, this has " + byName.length());
        assertTrue(grants.read(byName).covers(InetAddress.ofLiteral("10.0." + last / 256 + "." + last % 256), 8080));
        assertTrue(covers("127.0.0.1", 8081) && covers("10.0." + last / 256 + "." + last % 256, 8080));
        assertFalse(covers("10.0.0.0", 8080), "the oldest is forgotten");
    }
}
