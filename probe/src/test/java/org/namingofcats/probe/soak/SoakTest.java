package org.namingofcats.probe.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

    private static SoakReport report(Verdict... verdicts) {
        Footprints flat = new Footprints(null, null, SmallLab.with(request -> null));
        flat.memory().put("cats/a-1/service-a since noon", SeriesTest.series(40, look -> 80));
        flat.files().put("cats/a-1", SeriesTest.series(40, look -> 160));
        return Soak.report(1, Stream.of(verdicts).map(verdict -> new SoakReport.Fault("kill", verdict, "why", 1, 0)).toList(), 1, flat, List.of(), List.of());
    }

    private static SoakReport report(int passed, Verdict... others) {
        return report(Stream.concat(Stream.generate(() -> Verdict.PASS).limit(passed), Stream.of(others)).toArray(Verdict[]::new));
    }

    /** One experiment in ten may not have begun on a busy machine; if none came to a result, nothing was shown. */
    @Test
    void aSoakOfWhichTooFewExperimentsCameToAResultIsNoPass() {
        assertEquals(Verdict.PASS, report(9, Verdict.INCONCLUSIVE).verdict());
        assertEquals("every verification passed, 9 of 10 experiments came to a result, memory and open files are flat, nothing was left behind",
                report(9, Verdict.INCONCLUSIVE).reason());
        assertEquals(Verdict.FAIL, report(8, Verdict.INCONCLUSIVE).verdict());
        assertEquals("8 of 9 experiments came to a result, not kill: why", report(8, Verdict.INCONCLUSIVE).reason());
        assertEquals("1 of 3 experiments came to a result, not kill: why (--fault chooses others)", report(1, Verdict.INCONCLUSIVE, Verdict.SKIPPED).reason());
        assertEquals("no experiment came to a result: kill: why", report(Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE).reason());
        assertEquals("kill: why", report(Verdict.PASS, Verdict.FAIL).reason());
    }

    @Test
    void whateverGrewWentWrongOrIsLeftFails() {
        Series leak = new Series();
        IntStream.range(0, 40).forEach(look -> leak.add(look / 100.0, 80 + look));
        Footprints footprints = new Footprints(null, null, SmallLab.with(request -> null));
        footprints.memory().put("cats/b-1/service-b since noon", leak);
        footprints.files().put("cats/b-1", leak);
        SoakReport report = Soak.report(24, List.of(new SoakReport.Fault("kill", Verdict.PASS, "why", 1, 0)), 1, footprints,
                List.of("left behind: Namespace null/stage"), List.of("in minute 3 x"));
        assertEquals(Verdict.FAIL, report.verdict());
        assertEquals("in minute 3 x; memory of cats/b-1/service-b since noon grew from 80.0 to 119.0 MiB; open files of cats/b-1 grew from 80.0 to 119.0; "
                + "left behind: Namespace null/stage", report.reason());
    }

    @Test
    void nothingLost() {
        assertEquals("nothing lost", Soak.lost(List.of(lane("cluster-ip", "new", 100, 0))));
    }
}
