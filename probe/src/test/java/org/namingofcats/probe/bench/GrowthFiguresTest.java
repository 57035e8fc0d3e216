package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A growth has three figures a size, of new connections alone: all of a request, and what it takes to connect by two names. */
class GrowthFiguresTest {
    @Test
    void eachSizeHasFiguresThatSayHowManyServicesThereWere() {
        BenchReport report = Tallies.growth("iptables", 1.2, 1);
        assertEquals(List.of(0, 0, 0, 100, 100, 100, 1_000, 1_000, 1_000), report.figures().stream().map(Figure::services).toList());
        assertEquals(List.of(1.0, 1.25, 1.25, 1.0, 1.25, 1.25, 1.2, 1.5, 1.25), report.figures().stream().map(figure -> Math.round(100 * figure.ratio()) / 100.0).toList());
        assertEquals(List.of("ClusterIP ÷ pod IP, new connection, 1,000 other Services", "to connect, ClusterIP ÷ localhost, 1,000 other Services",
                "to connect, pod IP ÷ localhost, 1,000 other Services"), report.figures().subList(6, 9).stream().map(Figure::name).toList());
        assertEquals("iptables", report.setting().proxyMode());
        assertEquals(BenchReport.MET + ", no aims are set", report.verdict() + ", " + report.reason());
        assertEquals(List.of(), report.arms());
    }

    @Test
    void theControlIsMadeOfTheRoundsOfAllSizes() {
        BenchReport report = Tallies.growth("iptables", 1, 1.05);
        assertEquals(3 * Tallies.ROUNDS, report.control().pairs());
        assertEquals("no verdict, the control is 1.050 and not 1.00 ± 0.02", report.verdict() + ", " + report.reason());
        assertEquals(3 * 4 * Tallies.ROUNDS, report.noise().total());
    }

    @Test
    void onlyNewConnectionsFromTheSameNodeAndWithinThePodAreNeeded() {
        assertEquals(List.of("localhost, same pod, new connection", "pod IP, same node, new connection", "pod IP again, same node, new connection", "ClusterIP, same node, new connection"),
                Tallies.ladder(1, 1).values().stream().map(Tally::arm).filter(GrowthFigures::isNeeded).map(Arm::name).toList());
    }

    @Test
    void aFigureOfTooFewQuietRoundsIsLeftOutAndThereIsNoVerdict() {
        GrowthFigures figures = new GrowthFigures(1, List.of());
        figures.add(100, needed(Tallies.ladder(1, 1)));
        Map<String, Tally> few = new LinkedHashMap<>();
        needed(Tallies.ladder(1, 1)).forEach((name, tally) -> few.put(name, quietIn(tally.arm(), GrowthFigures.FEWEST_PAIRS - 1)));
        figures.add(5_000, few);
        BenchReport report = figures.report(Tallies.growth("iptables", 1, 1).setting());
        assertEquals(List.of(100, 100, 100), report.figures().stream().map(Figure::services).toList());
        assertEquals(List.of("ClusterIP ÷ pod IP, new connection, 5,000 other Services: 4 rounds were quiet and whole, 5 are needed",
                "to connect, ClusterIP ÷ localhost, 5,000 other Services: 0 rounds were quiet and whole, 5 are needed",
                "to connect, pod IP ÷ localhost, 5,000 other Services: 0 rounds were quiet and whole, 5 are needed"), report.leftOut());
        assertEquals("no verdict, not every figure had enough quiet rounds", report.verdict() + ", " + report.reason());
    }

    /** Another agent asks there, in turns of its own: it may be lost where the others are not. */
    @Test
    void oneRoundOfLocalhostIsNoPointOfTheDrawing() {
        Map<String, Tally> all = needed(Tallies.ladder(1, 1));
        Tally once = quietIn(Tallies.arm(Arm.LOCALHOST, Arm.SAME_POD, false), 0);
        once.note(0, new Shots(new long[] {1_000}, 0, Set.of("cat"), null, new long[] {100}), Tallies.QUIET, Map.of());
        all.put(once.arm().name(), once);
        GrowthFigures figures = new GrowthFigures(1, List.of());
        figures.add(0, all);
        BenchReport report = figures.report(Tallies.growth("iptables", 1, 1).setting());
        assertEquals(List.of("ClusterIP ÷ pod IP, new connection, 0 other Services"), report.figures().stream().map(Figure::name).toList());
        assertEquals(2, report.leftOut().size(), report.leftOut()::toString);
        assertEquals(BenchReport.NONE, report.verdict());
    }

    @Test
    void whereNobodyAsksByLocalhostThatIsTold() {
        Map<String, Tally> all = needed(Tallies.ladder(1, 1));
        all.remove(Arm.name(Arm.LOCALHOST, Arm.SAME_POD, false));
        GrowthFigures figures = new GrowthFigures(1, List.of("localhost: no agent in the pod"));
        figures.add(0, all);
        BenchReport report = figures.report(Tallies.growth("iptables", 1, 1).setting());
        assertEquals(List.of("localhost: no agent in the pod"), report.leftOut());
        assertEquals(BenchReport.MET, report.verdict());
    }

    @Test
    void whatWasMeasuredAgainIsCountedAmongAll() {
        Tally tally = quietIn(Tallies.arm(Arm.POD_IP, Arm.SAME_NODE, false), 5);
        for (int again = 0; again < 3; again++) {
            tally.note(7, Tallies.shots(1_000), new Noise.Level(0, 0.9, 1_000_000_000), Map.of());
        }
        BenchReport.NoiseView noise = BenchReport.NoiseView.of(List.of(tally));
        assertEquals("3 of 8", noise.droppedNoisy() + " of " + noise.total());
    }

    private static Tally quietIn(Arm arm, int rounds) {
        Tally tally = new Tally(arm, Tallies.ROUNDS);
        for (int round = 0; round < rounds; round++) {
            tally.note(round, Tallies.shots(1_000), Tallies.QUIET, Map.of());
        }
        return tally;
    }

    private static Map<String, Tally> needed(Map<String, Tally> ladder) {
        ladder.values().removeIf(tally -> !GrowthFigures.isNeeded(tally.arm()));
        return ladder;
    }

    @Test
    void whereAnotherPodAnswersThereIsNoVerdict() {
        GrowthFigures figures = new GrowthFigures(1, List.of());
        Map<String, Tally> all = needed(Tallies.ladder(1, 1));
        Tally stranger = all.get(Arm.name(Arm.CLUSTER_IP, Arm.SAME_NODE, false));
        stranger.note(0, new Shots(new long[] {1_000}, 0, Set.of("dog"), null), Tallies.QUIET, Map.of());
        figures.add(0, all);
        BenchReport report = figures.report(Tallies.growth("iptables", 1, 1).setting());
        assertEquals(BenchReport.NONE, report.verdict());
        assertTrue(report.reason().contains("dog answered ClusterIP"), report::reason);
    }
}
