package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The median and its interval, against answers that are known. */
class SpreadTest {
    private static double[] oneTo(int most) {
        return IntStream.rangeClosed(1, most).asDoubleStream().toArray();
    }

    @Test
    void theMedianIsTheMiddleOrBetweenTheTwoInTheMiddle() {
        assertEquals(3, Spread.median(5, 1, 3));
        assertEquals(2.5, Spread.median(4, 1, 3, 2));
        assertEquals(7, Spread.median(7));
        assertThrows(IllegalArgumentException.class, () -> Spread.median());
    }

    @Test
    void whatIsAlwaysTheSameHasNoSpread() {
        assertEquals(new Spread(1.5, 1.5, 1.5), Spread.of(DoubleStream.generate(() -> 1.5).limit(30).toArray(), 1));
    }

    /** The exact interval of a median goes by the binomial distribution: of 30 values from the 10th to the 21st. */
    @Test
    void theIntervalIsThatOfTheOrderStatistics() {
        Spread spread = Spread.of(oneTo(30), 7);
        assertEquals(15.5, spread.ratio());
        assertEquals(10, spread.low(), 1.5);
        assertEquals(21, spread.high(), 1.5);
    }

    @Test
    void moreRoundsNarrowIt() {
        Spread few = Spread.of(oneTo(30), 7);
        Spread many = Spread.of(oneTo(3_000), 7);
        assertTrue((many.high() - many.low()) / 3_000 < (few.high() - few.low()) / 30 / 5, "a hundred times the rounds, about a tenth of the width");
    }

    @Test
    void theSameSeedGivesTheSameAndAnotherNot() {
        double[] values = DoubleStream.iterate(1, x -> (x * 7.31) % 3).limit(40).toArray();
        assertEquals(Spread.of(values, 5), Spread.of(values, 5));
        assertTrue(IntStream.range(6, 30).anyMatch(seed -> !Spread.of(values, seed).equals(Spread.of(values, 5))));
    }

    @Test
    void oneWildRoundMovesNothing() {
        double[] values = DoubleStream.generate(() -> 1).limit(30).toArray();
        values[3] = 1_000;
        assertEquals(new Spread(1, 1, 1), Spread.of(values, 3));
    }
}
