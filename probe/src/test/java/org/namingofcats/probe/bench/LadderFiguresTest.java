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
        List<Figure> figures = LadderFigures.of(Tallies.ladder(1.01, 1), 1);
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
        List<String> names = LadderFigures.of(ladder, 1).stream().map(Figure::name).toList();
        assertFalse(names.contains("probe's client ÷ C client, p50"));
        assertFalse(names.contains("requests per CPU second ÷ nginx"));
        assertTrue(names.contains("Ingress ÷ pod IP"));
        assertEquals(0, LadderFigures.control(Map.of(), 1).pairs());
    }

    /** Whoever runs the aims alone gets the very same aims. */
    @Test
    void theArmsThatAreNeededGiveEveryAim() {
        Map<String, Tally> ladder = Tallies.ladder(1, 1);
        List<Figure> all = LadderFigures.of(ladder, 1).stream().filter(figure -> figure.aim() != null).toList();
        ladder.values().removeIf(tally -> !LadderFigures.isNeeded(tally.arm()));
        assertEquals(all, LadderFigures.of(ladder, 1).stream().filter(figure -> figure.aim() != null).toList());
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
}
