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
    void whatHadEndedBeforeWasNot() {
        assertTrue(run.lostBefore(Runs.START + 306).getFirst().startsWith("cluster-ip, new to service-b lost 1 of 5"), run.lostBefore(Runs.START + 306)::toString);
    }
}
