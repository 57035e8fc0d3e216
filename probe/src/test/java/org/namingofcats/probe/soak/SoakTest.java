package org.namingofcats.probe.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.race.LaneResult;

/** What a fault cost is told by path: a pod's own address may lose what no Service may. */
class SoakTest {
    private static LaneResult lane(String path, String connection, int sent, int lost) {
        return new LaneResult(path, connection, sent, sent - lost, lost, Map.of(), 0, List.of(), List.of(), null);
    }

    @Test
    void lostByPathWithBothKindsOfConnection() {
        assertEquals("lost of 400: ingress 1, pod-ip 30", Soak.lost(List.of(lane("pod-ip", "new", 100, 10), lane("pod-ip", "kept-alive", 100, 20),
                lane("ingress", "new", 100, 1), lane("cluster-ip", "new", 100, 0))));
    }

    private static SoakReport report(List<SoakReport.Fault> made) {
        Footprints flat = new Footprints(null, null, SmallLab.with(request -> null));
        flat.memory().put("cats/a-1/service-a since noon", SeriesTest.series(40, look -> 80));
        flat.files().put("cats/a-1", SeriesTest.series(40, look -> 160));
        return Soak.report(1, made, 1, flat, List.of(), List.of(), List.of());
    }

    private static SoakReport report(Verdict... verdicts) {
        return report(Stream.of(verdicts).map(verdict -> new SoakReport.Fault("kill", verdict, "why", 1, 0)).toList());
    }

    private static SoakReport report(int passed, Verdict... others) {
        return report(Stream.concat(Stream.generate(() -> Verdict.PASS).limit(passed), Stream.of(others)).toArray(Verdict[]::new));
    }

    /** One experiment in ten may not have begun on a busy machine; if none came to a result, nothing was shown. */
    @Test
    void aSoakOfWhichTooFewExperimentsCameToAResultIsNoPass() {
        assertEquals(Verdict.PASS, report(9, Verdict.INCONCLUSIVE).verdict());
        assertEquals("every verification passed, 9 of 10 experiments came to a result, memory and open files are flat (containers: 1, pods: 1), nothing was left behind",
                report(9, Verdict.INCONCLUSIVE).reason());
        assertEquals(Verdict.INCONCLUSIVE, report(8, Verdict.INCONCLUSIVE).verdict());
        assertEquals("8 of 9 experiments came to a result, not kill: why", report(8, Verdict.INCONCLUSIVE).reason());
        assertEquals("1 of 3 experiments came to a result, not kill: why (--fault chooses others)", report(1, Verdict.INCONCLUSIVE, Verdict.SKIPPED).reason());
        assertEquals("no experiment came to a result: kill: why", report(Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE).reason());
        assertEquals("kill: why", report(Verdict.PASS, Verdict.FAIL).reason());
    }

    /** As on a cluster whose nodes are no containers of this machine's Docker. */
    @Test
    void whatTheClusterCannotHaveIsNotMissed() {
        List<SoakReport.Fault> made = Stream.of("delete PASS", "kill SKIPPED", "delete PASS", "kill SKIPPED").map(SoakTest::fault).toList();
        assertEquals(Verdict.PASS, report(made).verdict());
        assertTrue(report(made).reason().contains("2 of 2 experiments came to a result") && report(made).reason().endsWith("; not made: kill (why)"),
                report(made)::reason);
        assertEquals("1 of 2 experiments came to a result, not kill: why (--fault chooses others)",
                report(Stream.of("kill PASS", "kill SKIPPED").map(SoakTest::fault).toList()).reason());
        SoakReport none = report(Stream.of("kill SKIPPED", "kill SKIPPED").map(SoakTest::fault).toList());
        assertEquals(Verdict.INCONCLUSIVE, none.verdict());
        assertEquals("no experiment came to a result: kill: why (--fault chooses others)", none.reason());
    }

    private static SoakReport.Fault fault(String text) {
        return new SoakReport.Fault(text.split(" ")[0], Verdict.valueOf(text.split(" ")[1]), "why", 1, 0);
    }

    /** A lab that broke in the tenth minute of a day. */
    @Test
    void whatIsBrokenAgainAndAgainIsToldOnce() {
        List<Soak.Trouble> troubles = IntStream.range(10, 1_440).mapToObj(minute -> new Soak.Trouble(minute, "pod-ip/from-node: TIMEOUT after " + minute)).toList();
        SoakReport report = Soak.report(1_440, IntStream.range(0, 300).mapToObj(i -> fault("kill FAIL")).toList(), 1, new Footprints(null, null,
                SmallLab.with(request -> null)), List.of(), troubles, List.of("what is left behind could not be looked at: refused"));
        assertEquals("in minute 10 pod-ip/from-node: TIMEOUT after 10 (1429 times more); kill: why (299 times more); what is left behind could not be looked at:"
                + " refused; nothing was learnt of memory: no container was looked at often enough; nothing was learnt of open files: no pod was looked at often"
                + " enough", report.reason());
        assertEquals(Verdict.FAIL, report.verdict());
    }

    @Test
    void whateverGrewWentWrongOrIsLeftFails() {
        Series leak = new Series();
        IntStream.range(0, 40).forEach(look -> leak.add(look / 100.0, 80 + look));
        Footprints footprints = new Footprints(null, null, SmallLab.with(request -> null));
        footprints.memory().put("cats/b-1/service-b since noon", leak);
        footprints.files().put("cats/b-1", leak);
        SoakReport report = Soak.report(24, List.of(new SoakReport.Fault("kill", Verdict.PASS, "why", 1, 0)), 1, footprints,
                List.of("left behind: Namespace stage"), List.of(new Soak.Trouble(3, "x")), List.of());
        assertEquals(Verdict.FAIL, report.verdict());
        assertEquals("in minute 3 x; memory of cats/b-1/service-b since noon grew from 80.0 to 119.0 MiB; open files of cats/b-1 grew from 80.0 to 119.0; "
                + "left behind: Namespace stage", report.reason());
    }

    @Test
    void nothingLost() {
        assertEquals("nothing lost", Soak.lost(List.of(lane("cluster-ip", "new", 100, 0))));
    }
}
