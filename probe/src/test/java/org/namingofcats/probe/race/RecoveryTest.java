package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A loss is explained by a kill as long as the cluster does not know of it. */
class RecoveryTest {
    private static final Scene.Window WINDOW = new Scene.Window("old", 3, Runs.START + 500, Runs.START + 1_500);

    private static List<String> judge(String requests) {
        return new KillNine().judge(Runs.run(List.of(), List.of(WINDOW), Runs.track("cluster-ip", false, requests)));
    }

    @Test
    void explained() {
        assertEquals(List.of(), judge(".....RR.R..R...R................................"));
    }

    @Test
    void underWayWhenItHappened() {
        // The request of 400 took 5 ms: it had ended before. One that is still under way is the killed process's.
        assertEquals(1, judge("....R....").size());
        Scene.Window during = new Scene.Window("old", 3, Runs.START + 402, Runs.START + 1_500);
        assertEquals(List.of(), new KillNine().judge(Runs.run(List.of(), List.of(during), Runs.track("cluster-ip", false, "....R...."))));
    }

    @Test
    void longAfterTheClusterKnew() {
        assertEquals(List.of("cluster-ip, new lost 1 requests that were not under way to a killed process"),
                judge(".....R..............................R..........."));
    }

    @Test
    void ratioToTheMomentTheApiServerKnew() {
        RaceRun run = Runs.run(List.of(), List.of(WINDOW, new Scene.Window("old", 3, Runs.START + 3_000, Runs.START + 4_000)),
                Runs.track("cluster-ip", false, ".....RRRR..R......................"), Runs.track("ingress", true, "......."));
        assertEquals(List.of("cluster-ip, new: lost something in 1 of 2 rounds, whole again after 0.70 of the time until the"
                + " EndpointSlice changed (0.70 to 0.70)"), Recovery.ratios(run));
    }
}
