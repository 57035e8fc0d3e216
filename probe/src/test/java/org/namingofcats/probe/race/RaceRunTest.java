package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RaceRunTest {
    /** The fourth request is due at 300 ms and has ended at 305. */
    private final RaceRun run = Runs.run(Runs.track("cluster-ip", false, "...R."));

    @Test
    void whatWasUnderWayWhenSomethingHappenedMayHaveBeenLostByIt() {
        assertEquals(0, run.lostBefore(Runs.START + 302).size());
    }

    @Test
    void whatWasUnderWayWhenSomethingHappenedWasLostSince() {
        assertEquals(1, run.lostSince(Runs.START + 302, Track::byService));
        assertEquals(0, run.lostSince(Runs.START + 306, Track::byService));
        assertEquals(0, run.lostSince(Runs.START, Track::byIngress));
    }

    @Test
    void itSaysByWhichPathsWasAskedAndHowOftenAtLeast() {
        assertEquals("(asked: pod-ip, cluster-ip; 1,200 requests or more in each lane)", Runs.run(Runs.track("pod-ip", false, ".".repeat(1_300)),
                Runs.track("pod-ip", true, ".".repeat(1_250)), Runs.track("cluster-ip", false, "R" + ".".repeat(1_199))).asked());
    }

    @Test
    void whatHadEndedBeforeWasNot() {
        assertTrue(run.lostBefore(Runs.START + 306).getFirst().startsWith("cluster-ip, new to service-b lost 1 of 5"), run.lostBefore(Runs.START + 306)::toString);
    }
}
