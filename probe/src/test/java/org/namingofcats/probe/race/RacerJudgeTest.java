package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.load.RemoteLane;
import org.namingofcats.probe.load.Sample;

/** What a race comes to, by all that was measured: not knowing is neither a pass nor a loss. */
class RacerJudgeTest {
    private static final Ledger WELL = new Ledger(4, 4, 4, List.of(), 0, Map.of(), List.of());

    private static Raced judge(Ledger ledger, Set<String> old, TrackRun track) {
        return judge(ledger, old, track, new Scene(null, "cats", null, null, mark -> { }));
    }

    private static Raced judge(Ledger ledger, Set<String> old, TrackRun track, Scene scene) {
        return judge(new BadRollout(), ledger, old, track, scene);
    }

    private static Raced judge(RaceExperiment experiment, Ledger ledger, Set<String> old, TrackRun track, Scene scene) {
        Racer racer = new Racer(null, "cats", new ObjectMapper(), () -> null, () -> List.of(), new Racer.Pace(10, 1_000, null), mark -> { });
        return racer.judge(experiment, scene, new RaceRun(List.of(track), List.of(), List.of(), ledger, old, null));
    }

    private static Raced judge(Ledger ledger, String requests) {
        return judge(ledger, Set.of("old"), Runs.track("cluster-ip", false, requests));
    }

    private static TrackRun late(double millis, String requests) {
        TrackRun run = Runs.track("cluster-ip", false, requests);
        return new TrackRun(run.track(), new RemoteLane.Told(run.told().request(), Runs.START, run.samples().stream()
                .map(one -> new Sample(one.number(), one.at(), millis, one.took(), one.outcome(), one.pod(), one.why())).toList()));
    }

    @Test
    void aLossFailsAndNoneIsAPass() {
        assertEquals(Verdict.PASS, judge(WELL, "....").verdict());
        assertEquals(new BadRollout().shows() + " (asked: cluster-ip; 4 requests or more in each lane)", judge(WELL, "....").reason());
        assertEquals(Verdict.FAIL, judge(WELL, "..R.").verdict());
    }

    /** Half of the deadline went by before they were sent. */
    @Test
    void whatWasSentTooLateIsNoResult() {
        assertEquals(Verdict.PASS, judge(WELL, Set.of("old"), late(500, "....")).verdict());
        assertEquals("requests were sent up to 501 ms late: this machine has no room for 10 a second in each lane", judge(WELL, Set.of("old"), late(501, "....")).reason());
        Raced lost = judge(WELL, Set.of("old"), late(501, "..R."));
        assertEquals(Verdict.INCONCLUSIVE, lost.verdict());
        assertTrue(lost.reason().contains("; cluster-ip, new to service-b lost 1 of 4"), lost::reason);
    }

    @Test
    void threeThingsThatCannotBeAreNamed() {
        Raced raced = judge(new Ledger(4, 4, 4, List.of(), 0, Map.of(), List.of("twice", "denied", "thrice", "and so on")), "....");
        assertEquals(Verdict.FAIL, raced.verdict());
        assertEquals("twice; denied; thrice", raced.reason());
    }

    @ParameterizedTest
    @CsvSource({
        "4, 0, old, INCONCLUSIVE",
        "4, 1, old, PASS",      // the others by containers that ended before they were asked
        "0, 0, old, PASS",      // nobody has anything to tell
        "4, 0, , PASS"})        // nor is there anybody
    void withoutAnyReceiptAnswersAreNoResult(int answered, int served, String pod, Verdict verdict) {
        Set<String> old = pod == null ? Set.of() : Set.of(pod);
        assertEquals(verdict, judge(new Ledger(4, answered, served, List.of(), 0, Map.of(), List.of()), old, Runs.track("cluster-ip", false, "....")).verdict());
    }

    /** A watch that ended early saw no broken budget, and no kept one. */
    @Test
    void whatNobodySawIsNoResultUnlessSomethingWasLost() {
        Scene scene = new Scene(null, "cats", null, null, mark -> { });
        scene.unknown("nobody watched");
        Raced raced = judge(WELL, Set.of("old"), Runs.track("cluster-ip", false, "...."), scene);
        assertEquals(Verdict.INCONCLUSIVE, raced.verdict());
        assertEquals("nobody watched", raced.reason());
        assertEquals(Verdict.FAIL, judge(WELL, Set.of("old"), Runs.track("cluster-ip", false, "..R."), scene).verdict());
    }

    /** Receipts of three pods in four could not be read. */
    @Test
    void answersOfWhichTooManyCannotBeComparedAreNoResult() {
        Ledger three = new Ledger(4, 4, 1, List.of(), 3, Map.of("b-1", 1, "b-2", 2), List.of());
        Raced raced = judge(three, "....");
        assertEquals(Verdict.INCONCLUSIVE, raced.verdict());
        assertTrue(raced.reason().startsWith("receipts could not be read: 3 of 4 requests that were answered"), raced::reason);
        assertEquals(Verdict.FAIL, judge(three, "..R.").verdict());
        assertEquals(Verdict.PASS, judge(three, Set.of(), Runs.track("cluster-ip", false, "....")).verdict(), "there is no pod that could be read");
    }

    /** What is missing from a lane is not taken for lost, nor for what should have happened and did not. */
    @Test
    void aLaneThatWasCutIsNoResultAndKeepsWhatWasTold() {
        Raced raced = judge(WELL, Set.of("old"), Runs.cut("cluster-ip", false, "..R.", "agent a was lost"));
        assertEquals(Verdict.INCONCLUSIVE, raced.verdict());
        assertEquals("1 of 1 lanes were cut: agent a was lost", raced.reason());
        assertEquals(4, raced.lanes().getFirst().sent());
        assertEquals(1, raced.lanes().getFirst().lost());
    }

    @Test
    void thatReceiptsCouldNotBeReadIsSaidUnlessSomethingWasLost() {
        Ledger unread = new Ledger(4, 3, 0, List.of(), 3, Map.of(), List.of());
        assertEquals("receipts could not be read: 3 requests were answered, and no pod told of one that it served", judge(unread, "....").reason());
        assertEquals(Verdict.FAIL, judge(unread, "..R.").verdict());
    }

    /** Of an announcing node that nobody is known to have succeeded: all is well, and it may have been another one. */
    @Test
    void whatAnExperimentDoubtsIsNoResultUnlessSomethingIsWrong() {
        assertEquals(Verdict.INCONCLUSIVE, doubted("....").verdict());
        assertTrue(doubted("....").reason().contains("may not have announced it"), doubted("....")::reason);
        assertEquals(Verdict.FAIL, doubted("..RR").verdict());
    }

    private static Raced doubted(String requests) {
        return judge(new AnnouncingNodeStopped(), WELL, Set.of("old"), Runs.track("node-port", false, requests), new Scene(null, "cats", null, null, mark -> { }));
    }
}
