package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A growth has a figure a size, made of new connections from the same node alone, and one control for all of it. */
class GrowthFiguresTest {
    @Test
    void eachSizeHasAFigureThatSaysHowManyServicesThereWere() {
        BenchReport report = Tallies.growth("iptables", 1.2, 1);
        assertEquals(List.of(0, 100, 1_000), report.figures().stream().map(Figure::services).toList());
        assertEquals(List.of(1.0, 1.0, 1.2), report.figures().stream().map(figure -> Math.round(100 * figure.ratio()) / 100.0).toList());
        assertEquals("ClusterIP ÷ pod IP, new connection, 1,000 other Services", report.figures().getLast().name());
        assertEquals("iptables", report.setting().proxyMode());
        assertEquals(BenchReport.MET + ", no aims are set", report.verdict() + ", " + report.reason());
        assertEquals(List.of(), report.arms());
    }

    @Test
    void theControlIsMadeOfTheRoundsOfAllSizes() {
        BenchReport report = Tallies.growth("iptables", 1, 1.05);
        assertEquals(3 * Tallies.ROUNDS, report.control().pairs());
        assertEquals("no verdict, the control is 1.050 and not 1.00 ± 0.02", report.verdict() + ", " + report.reason());
        assertEquals(3 * 3 * Tallies.ROUNDS, report.noise().total());
    }

    @Test
    void onlyNewConnectionsFromTheSameNodeAreNeeded() {
        assertEquals(List.of("pod IP, same node, new connection", "pod IP again, same node, new connection", "ClusterIP, same node, new connection"),
                Tallies.ladder(1, 1).values().stream().map(Tally::arm).filter(GrowthFigures::isNeeded).map(Arm::name).toList());
    }

    @Test
    void aSizeWithoutAQuietRoundIsLeftOutAndTold() {
        GrowthFigures figures = new GrowthFigures(1);
        figures.add(5_000, Map.of());
        BenchReport report = figures.report(Tallies.growth("iptables", 1, 1).setting());
        assertEquals(List.of(), report.figures());
        assertEquals(List.of("5,000 other Services: no round was quiet and whole"), report.leftOut());
        assertEquals(BenchReport.NONE, report.verdict());
    }

    @Test
    void whereAnotherPodAnswersThereIsNoVerdict() {
        GrowthFigures figures = new GrowthFigures(1);
        Map<String, Tally> all = Tallies.ladder(1, 1);
        all.values().removeIf(tally -> !GrowthFigures.isNeeded(tally.arm()));
        Tally stranger = all.get(Arm.name(Arm.CLUSTER_IP, Arm.SAME_NODE, false));
        stranger.note(0, new Shots(new long[] {1_000}, 0, Set.of("dog"), null), Tallies.QUIET, Map.of());
        figures.add(0, all);
        BenchReport report = figures.report(Tallies.growth("iptables", 1, 1).setting());
        assertEquals(BenchReport.NONE, report.verdict());
        assertTrue(report.reason().contains("dog answered ClusterIP"), report::reason);
    }
}
