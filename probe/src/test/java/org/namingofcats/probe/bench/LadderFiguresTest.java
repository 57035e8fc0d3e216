package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Figures from rounds that drift by more than half: a ratio within each round does not see that. */
class LadderFiguresTest {
    private static Figure figure(List<Figure> figures, String name) {
        return figures.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow(() -> new AssertionError(name + " is not in " + figures));
    }

    @Test
    void eachArmAgainstTheBaseOfItsKind() {
        List<Figure> figures = Tallies.report(Tallies.ladder(1.01, 1)).figures();
        assertEquals(1.01, figure(figures, "ClusterIP ÷ pod IP, kept-alive").ratio(), 0.001);
        assertEquals(1.01, figure(figures, "ClusterIP ÷ pod IP, new connection").ratio(), 0.001);
        assertEquals(1.2, figure(figures, "pod IP other node ÷ same node").ratio(), 0.001);
        assertEquals(2, figure(figures, "Ingress ÷ pod IP").ratio(), 0.001);
        for (String what : List.of("p50", "p99", "p50, new connection")) {
            assertEquals(1.1, figure(figures, "probe's client ÷ C client, " + what).ratio(), 0.002, "against the requests that took turns with it");
        }
        assertEquals(0.6, figure(figures, "requests per CPU second ÷ nginx").ratio(), 0.001);
        assertEquals(2.1, figure(figures, "Ingress from outside ÷ pod IP, kept-alive").ratio(), 0.001);
        assertEquals(0.8, figure(figures, "localhost from same pod ÷ pod IP, new connection").ratio(), 0.001);
        assertEquals(figures.size(), figures.stream().map(Figure::name).distinct().count());
        assertTrue(figures.stream().noneMatch(one -> one.name().contains(Arm.CONTROL)), "the control is no figure");
    }

    @Test
    void anAimIsMetByTheUpperEndAlone() {
        assertTrue(Figure.atMost("x", new Spread(1.01, 1.00, 1.02), 1.02, 30).met());
        assertFalse(Figure.atMost("x", new Spread(1.01, 1.00, 1.021), 1.02, 30).met());
        assertTrue(Figure.atLeast("x", new Spread(0.6, 0.5, 0.9), 0.5, 30).met());
        assertFalse(Figure.atLeast("x", new Spread(0.6, 0.49, 0.9), 0.5, 30).met());
    }

    @Test
    void whatWasNotMeasuredHasNoFigure() {
        Map<String, Tally> ladder = Tallies.ladder(1, 1);
        ladder.remove(Arm.name(Arm.C_CLIENT, Arm.SAME_NODE, true));
        ladder.remove(Arm.name(Arm.NGINX, Arm.SAME_NODE, true));
        List<String> names = Tallies.report(ladder).figures().stream().map(Figure::name).toList();
        assertFalse(names.contains("probe's client ÷ C client, p50"));
        assertFalse(names.contains("requests per CPU second ÷ nginx"));
        assertTrue(names.contains("Ingress ÷ pod IP"));
        assertEquals(0, LadderFigures.control(Map.of(), 1).pairs());
    }

    /** Whoever runs the aims alone gets the very same aims. */
    @Test
    void theArmsThatAreNeededGiveEveryAim() {
        Map<String, Tally> ladder = Tallies.ladder(1, 1);
        List<Figure> all = Tallies.report(ladder).figures().stream().filter(figure -> figure.aim() != null).toList();
        ladder.values().removeIf(tally -> !LadderFigures.isNeeded(tally.arm()));
        assertEquals(all, Tallies.report(ladder).figures().stream().filter(figure -> figure.aim() != null).toList());
        assertEquals(11, ladder.size());
        assertEquals(Tallies.ROUNDS, LadderFigures.control(ladder, 1).pairs());
    }

    @Test
    void theVerdictIsThatOfTheAimsUnlessTheControlObjects() {
        assertEquals(BenchReport.MISSED, Tallies.report(Tallies.ladder(1.5, 1)).verdict());
        assertTrue(Tallies.report(Tallies.ladder(1.5, 1)).reason().contains("ClusterIP ÷ pod IP, kept-alive"));
        assertEquals(BenchReport.NONE, Tallies.report(Tallies.ladder(1.01, 1.03)).verdict());
    }

    @Test
    void aStrangerIsNoVerdict() {
        Map<String, Tally> ladder = Tallies.ladder(1, 1);
        ladder.get(LadderFigures.base(true)).note(0, new Shots(new long[] {5}, 0, Set.of("dog"), null), Tallies.QUIET, Map.of());
        BenchReport report = Tallies.report(ladder);
        assertEquals(BenchReport.NONE, report.verdict());
        assertTrue(report.reason().contains("dog answered pod IP, same node, kept-alive"), report.reason());
    }

    /** As when a proxy was away for most of the run: what is left decides nothing, and what is not there is not met. */
    @Test
    void anAimWithTooFewPairsIsNoVerdict() {
        Map<String, Tally> ladder = Tallies.ladder(1.01, 1);
        wholeIn(ladder, Tallies.arm(Arm.INGRESS, Arm.SAME_NODE, true), 0);
        wholeIn(ladder, Tallies.arm(Arm.BESIDE_C, Arm.SAME_NODE, true), 1);
        wholeIn(ladder, Tallies.arm(Arm.INGRESS, Arm.OUTSIDE, true), 1);
        BenchReport report = Tallies.report(ladder);
        assertEquals("no verdict: too few quiet and whole rounds, 10 are needed: Ingress ÷ pod IP has 0; probe's client ÷ C client, p50 has 1; "
                + "probe's client ÷ C client, p99 has 1", report.verdict() + ": " + report.reason());
        wholeIn(ladder, Tallies.arm(Arm.INGRESS, Arm.SAME_NODE, true), 10);
        ladder.remove(Arm.name(Arm.BESIDE_C, Arm.SAME_NODE, true));
        assertEquals(BenchReport.MET, Tallies.report(ladder).verdict(), "what has no aim needs no ten rounds, and what was not run has none");
    }

    @Test
    void theControlOfNewConnectionsHasToBeThereAsWell() {
        Map<String, Tally> ladder = Tallies.ladder(1.01, 1);
        wholeIn(ladder, Tallies.arm(Arm.CONTROL, Arm.SAME_NODE, false), 0);
        assertEquals("too few quiet and whole rounds, 10 are needed: the control of new connections has 0", Tallies.report(ladder).reason());
    }

    /** CPU time is not to be seen everywhere, which is told as left out: that is no want of rounds. */
    @Test
    void whereNoCpuTimeIsCountedTheOtherAimsAreDecided() {
        Map<String, Tally> ladder = Tallies.ladder(1.01, 1);
        wholeIn(ladder, Tallies.arm(Arm.NGINX, Arm.SAME_NODE, true), Tallies.ROUNDS);
        assertTrue(Tallies.report(ladder).reason().startsWith("1 of 6 aims are missed: probe's client ÷ C client, p50"), Tallies.report(ladder).reason());
        wholeIn(ladder, Tallies.arm(Arm.NGINX, Arm.SAME_NODE, true), 3);
        assertEquals(BenchReport.NONE, Tallies.report(ladder).verdict());
    }

    /** An arm all of whose other rounds were broken. */
    private static void wholeIn(Map<String, Tally> ladder, Arm arm, int rounds) {
        Tally tally = new Tally(arm, Tallies.ROUNDS);
        for (int round = 0; round < rounds; round++) {
            tally.note(round, Tallies.shots(1_000 + 20 * round), Tallies.QUIET, Map.of());
        }
        ladder.put(arm.name(), tally);
    }
}
