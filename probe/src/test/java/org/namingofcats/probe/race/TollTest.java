package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.load.RemoteLane;
import org.namingofcats.probe.load.Sample;

/** What a killed process may cost: pod old, of three, from the sixth request on, and the API server knows at the sixteenth. */
class TollTest {
    private static final Scene.Window KILL = new Scene.Window("old", 3, Runs.START + 500, Runs.START + 1_500);

    private static List<String> judge(TrackRun... tracks) {
        return new KillNine().judge(Runs.run(List.of(), List.of(KILL), tracks));
    }

    private static TrackRun kept(String requests) {
        return Runs.track("node-port", true, requests);
    }

    @Test
    void aKeptConnectionToTheKilledPodDiesWithIt() {
        assertEquals(List.of(), judge(kept(".....TTRRnnnnn")));
        assertEquals(List.of(), judge(kept("...nnTnnnnTnnnn")), "the one of a second ago may have been in use again");
    }

    @Test
    void oneToAnotherPodDoesNot() {
        assertEquals(List.of("node-port, kept-alive lost 1 requests on kept connections to pods that lived"), judge(kept("nnnnnnnnnnnnnnnnTnnnn")));
        assertEquals(List.of("node-port, kept-alive lost 2 requests on kept connections to pods that lived"), judge(kept("nnnnnnTnTnnnnnnnnnnnn")));
    }

    /** It may have been opened in vain haste, to the process that was ending. */
    @Test
    void oneOfTheFirstSecondIsLetPass() {
        assertEquals(List.of(), judge(kept("nnnnnnnTnnnnnnnnnnnn")));
    }

    /** The request before it takes 150 ms, so that both are under way at a time. */
    @Test
    void whoHadNoConnectionToUseWasLedAnywhere() {
        TrackRun run = kept("nnnnnnnnnnnnnnnnTnnnn");
        assertEquals(List.of(), judge(new TrackRun(run.track(), new RemoteLane.Told(run.told().request(), Runs.START, run.samples().stream()
                .map(one -> new Sample(one.number(), one.at(), one.late(), one.number() == 15 ? 150 : one.took(), one.outcome(), one.pod(), one.why())).toList()))));
        assertEquals(List.of(), judge(kept("nnnnnnnnnnnnnnnnRnnnn")), "nobody is refused who has a connection");
    }

    @Test
    void newConnectionsLoseTheKilledPodsShareAndNoMore() {
        assertEquals(List.of(), judge(Runs.track("cluster-ip", false, "nnnnn" + "Rnn".repeat(10) + "nnnnn")));
        assertEquals(List.of("cluster-ip, new lost 30 requests while the cluster did not know that a pod was gone: about 10 were led to it, 24 at most"),
                judge(Runs.track("cluster-ip", false, "nnnnn" + "R".repeat(30) + "nnnnn")));
    }

    @Test
    void ofOneWhereThereIsNoOtherPodAllAreLost() {
        Scene.Window alone = new Scene.Window("old", 1, KILL.from(), KILL.seen());
        assertEquals(List.of(), new KillNine().judge(Runs.run(List.of(), List.of(alone), Runs.track("cluster-ip", false, "....." + "R".repeat(30) + "....."))));
    }

    /** Which pods its proxy has connections to, and what it does when one dies, is its own affair. */
    @Test
    void theIngressIsNotCounted() {
        assertEquals(List.of(), judge(Runs.track("ingress", false, "nnnnn" + "H".repeat(30) + "nnnnn"), Runs.track("ingress", true, "nnnnnnnnnnnnnnnnHnnnn")));
    }

    /** Ten kills a race, of each a second and a half until the rules have followed. */
    @Test
    void chanceAloneIsNeverTooMuch() {
        Random chance = new Random(1);
        for (int race = 0; race < 500; race++) {
            StringBuilder requests = new StringBuilder();
            List<Scene.Window> kills = new ArrayList<>();
            for (int kill = 0; kill < 10; kill++) {
                double from = Runs.START + 100 * requests.length();
                kills.add(new Scene.Window("old", 3, from, from + 1_500));
                for (int i = 0; i < 15; i++) {
                    requests.append(chance.nextInt(3) == 0 ? 'R' : 'n');
                }
                requests.append("n".repeat(30));
            }
            String lane = requests.toString();
            assertEquals(List.of(), new KillNine().judge(Runs.run(List.of(), kills, Runs.track("cluster-ip", false, lane))), lane);
        }
    }
}
