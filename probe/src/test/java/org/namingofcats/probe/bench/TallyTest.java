package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.bench.Tally.Round;

/** A round counts when it was quiet and every request of it was answered; else it is dropped, and said to be. */
class TallyTest {
    private final Tally tally = new Tally(Tallies.arm(Arm.POD_IP, Arm.SAME_NODE, true), 3);

    @Test
    void aQuietRoundCounts() {
        tally.note(1, Tallies.shots(100, 300, 200), Tallies.QUIET, Map.of("service-a", 600_000L));
        assertEquals(200_000, tally.each(Round::p50)[1], 20, "nanoseconds, to a ten-thousandth");
        assertEquals(300_000, tally.each(Round::p99)[1], 30);
        assertEquals(200_000, tally.each(Round::serverCpu)[1]);
        assertTrue(Double.isNaN(tally.each(Round::p50)[0]), "not run");
        assertTrue(Double.isNaN(tally.each(Round::proxyCpu)[1]), "no proxy on this path");
        assertEquals(3, tally.all().getTotalCount());
    }

    @Test
    void aRoundByAppointmentCountsForQuotientsAlone() {
        tally.noteForQuotients(1, Tallies.shots(100), Tallies.QUIET, Map.of());
        tally.noteForQuotients(2, Tallies.shots(100), new Noise.Level(0.5, 0, 1_000_000_000), Map.of());
        assertEquals(100_000, tally.each(Round::p50)[1], 10);
        assertEquals(0, tally.all().getTotalCount());
        assertEquals(1, tally.noisy());
    }

    @Test
    void whoStandsInBetweenIsCountedApart() {
        Map<String, Long> spent = Map.of("service-a", 2_000L, CpuMeter.PROXY, 3_000L, Arm.NGINX, 1_000L);
        Map<String, Double> between = Map.of(Arm.INGRESS, 3_000.0, Arm.PROXY, 1_000.0, Arm.NGINX, Double.NaN, Arm.CLUSTER_IP, Double.NaN);
        between.forEach((what, nanos) -> {
            Tally one = new Tally(Tallies.arm(what, Arm.SAME_NODE, true), 1);
            one.note(0, Tallies.shots(100), Tallies.QUIET, spent);
            assertEquals(nanos, one.each(Round::proxyCpu)[0], what);
            assertEquals(what.equals(Arm.NGINX) ? 1_000 : 2_000, one.each(Round::serverCpu)[0], what);
        });
    }

    @Test
    void aNoisyRoundIsDroppedAndCounted() {
        tally.note(0, Tallies.shots(100), new Noise.Level(0.5, 0, 1_000_000_000), Map.of());
        assertTrue(Double.isNaN(tally.each(Round::p50)[0]));
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
    void anArmIsColdWhileTheCompilersOfEitherSideStillWork() {
        for (int round = 0; round < 3; round++) {
            tally.note(round, Tallies.shots(100, 100), Tallies.QUIET,
                    Map.of(CpuMeter.compilersOf("service-a"), 4_000_000L, CpuMeter.compilersOf("pod:worker"), 7_000_000L, CpuMeter.compilersOf("outside"), 9_999_999L));
        }
        assertEquals(0.011, ArmView.of(tally).compilers(), "of a second, and of these two alone");
        assertTrue(ArmView.of(tally).cold());
        tally.note(2, Tallies.shots(100, 100), Tallies.QUIET, Map.of(CpuMeter.compilersOf("service-a"), 0L, CpuMeter.compilersOf("pod:worker"), 9_000_000L));
        assertFalse(ArmView.of(tally).cold(), "the last third counts");
    }

    @Test
    void whereNoCompilerIsSeenTheDriftTells() {
        for (int round = 0; round < 3; round++) {
            tally.note(round, Tallies.shots(100 - 6 * round), Tallies.QUIET, Map.of());
        }
        assertNull(ArmView.of(tally).compilers());
        assertTrue(ArmView.of(tally).cold(), "88 of 100");
    }

    /** Else the run is one of what happened to go well, and says nothing of why it has no verdict. */
    @Test
    void anArmThatLosesManyRoundsIsToldOfWithItsReason() {
        Map<String, Tally> ladder = Tallies.ladder(1, 1);
        Tally ingress = ladder.values().stream().filter(one -> one.arm().what().equals(Arm.INGRESS)).findFirst().orElseThrow();
        for (int round = 0; round < 4; round++) {
            if (round == 3) {
                assertEquals("missed", Tallies.report(ladder).verdict(), "three of thirty may be a mishap");
            }
            ingress.note(round, Shots.none("it answered 403"), Tallies.QUIET, Map.of());
        }
        BenchReport report = Tallies.report(ladder);
        assertEquals("no verdict", report.verdict());
        assertEquals("4 of 34 rounds of " + ingress.arm().name() + " are broken, the first because it answered 403", report.reason());
    }

    @Test
    void whoAnswersInAnothersPlaceIsRemembered() {
        tally.note(0, new Shots(new long[] {5}, 0, Set.of("cat", "dog"), null), Tallies.QUIET, Map.of());
        assertEquals(Set.of("dog"), tally.strangers());
    }
}
