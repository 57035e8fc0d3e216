package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Slower is what is slower by more than both spreads; all else is the same. */
class ComparisonTest {
    private static Figure figure(String name, double low, double high) {
        return Figure.atMost(name, new Spread((low + high) / 2, low, high), null, 30);
    }

    private static Comparison compare(Figure fresh, Figure recorded) {
        return Comparison.of(report(BenchReport.MET, fresh), report(BenchReport.MISSED, recorded));
    }

    private static BenchReport report(String verdict, Figure... figures) {
        return new BenchReport(List.of(figures), null, null, verdict, "as told", null, null, List.of(), List.of());
    }

    @Test
    void slowerByMoreThanTheSpreadIsNamed() {
        Comparison comparison = compare(figure("x", 1.21, 1.30), figure("x", 1.00, 1.20));
        assertEquals(1, comparison.worse().size());
        assertTrue(comparison.worse().getFirst().startsWith("x: 1.255 [1.210–1.300] ×, it was 1.100"), comparison::toString);
    }

    @Test
    void whatTouchesIsTheSame() {
        Comparison comparison = compare(figure("x", 1.20, 1.90), figure("x", 1.00, 1.20));
        assertEquals(List.of(), comparison.worse());
        assertEquals(1, comparison.same());
        assertNull(comparison.doubt());
    }

    @Test
    void fasterIsNoFault() {
        assertEquals(1, compare(figure("x", 0.5, 0.6), figure("x", 1.00, 1.20)).better().size());
    }

    @Test
    void whereMoreIsBetterLessIsWorse() {
        Figure low = Figure.atLeast("x", new Spread(0.4, 0.39, 0.41), 0.5, 30);
        Figure high = Figure.atLeast("x", new Spread(0.6, 0.59, 0.61), 0.5, 30);
        assertEquals(1, compare(low, high).worse().size());
        assertEquals(1, compare(high, low).better().size());
    }

    @Test
    void aNameThatOneOfThemLacksIsToldAndNotJudged() {
        assertEquals(List.of("new", "old"), compare(figure("new", 9, 10), figure("old", 1, 2)).unknown());
    }

    @Test
    void aRunWithoutVerdictIsComparedWithNothing() {
        assertEquals("the fresh run: as told", Comparison.of(report(BenchReport.NONE), report(BenchReport.MET)).doubt());
        assertEquals("the recorded run: as told", Comparison.of(report(BenchReport.MET), report(BenchReport.NONE)).doubt());
    }
}
