package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A round counts when it was quiet and every request of it was answered; else it is dropped, and said to be. */
class TallyTest {
    private final Tally tally = new Tally(Tallies.arm(Arm.POD_IP, Arm.SAME_NODE, true), 3);

    @Test
    void aQuietRoundCounts() {
        tally.note(1, Tallies.shots(100, 300, 200), Tallies.QUIET, Map.of("service-a", 600_000L));
        assertEquals(200_000, tally.p50()[1], 20, "nanoseconds, to a ten-thousandth");
        assertEquals(300_000, tally.p99()[1], 30);
        assertEquals(200_000, tally.serverCpu()[1]);
        assertTrue(Double.isNaN(tally.p50()[0]), "not run");
        assertTrue(Double.isNaN(tally.proxyCpu()[1]), "no proxy on this path");
        assertEquals(3, tally.all().getTotalCount());
    }

    @Test
    void aNoisyRoundIsDroppedAndCounted() {
        tally.note(0, Tallies.shots(100), new Noise.Level(0.5, 0), Map.of());
        assertTrue(Double.isNaN(tally.p50()[0]));
        assertEquals(1, tally.noisy());
        assertEquals(0, tally.all().getTotalCount());
    }

    @Test
    void aRoundWithAFailureIsDroppedAndSaysWhy() {
        tally.note(0, new Shots(new long[] {5, 6}, 1, Set.of(), "RESET, cut"), Tallies.QUIET, Map.of());
        tally.note(1, Shots.none("another"), Tallies.QUIET, Map.of());
        assertEquals(2, tally.broken());
        assertEquals("RESET, cut", tally.why(), "the first one");
        assertEquals(0, tally.all().getTotalCount());
    }

    @Test
    void whoAnswersInAnothersPlaceIsRemembered() {
        tally.note(0, new Shots(new long[] {5}, 0, Set.of("cat", "dog"), null), Tallies.QUIET, Map.of());
        assertEquals(Set.of("dog"), tally.strangers());
    }
}
