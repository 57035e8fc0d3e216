package org.namingofcats.probe.bench;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Compares two arms round by round: whatever slows a whole round slows both. */
record Ratios(double[] values) {
    /** Of no round at all. */
    static final Ratios NONE = new Ratios(new double[0]);

    /** Of each round in which both have a value. */
    static Ratios of(double[] numerator, double[] denominator) {
        return new Ratios(IntStream.range(0, Math.min(numerator.length, denominator.length))
                .filter(i -> numerator[i] > 0 && denominator[i] > 0) // which what is not a number is not
                .mapToDouble(i -> numerator[i] / denominator[i]).toArray());
    }

    /** Those of several runs as of one. */
    static Ratios together(List<Ratios> runs) {
        return new Ratios(runs.stream().flatMapToDouble(run -> DoubleStream.of(run.values)).toArray());
    }

    boolean isEmpty() {
        return values.length == 0;
    }

    int pairs() {
        return values.length;
    }

    Spread spread(long seed) {
        return Spread.of(values, seed);
    }
}
