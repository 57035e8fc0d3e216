package org.namingofcats.probe.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** In which order several kinds of start are made. */
final class Starts {
    /** Pairs of the control after each round: of single starts twenty differ by a twelfth, and their control is to be known to a fiftieth. */
    static final int BETWEEN = 6;

    private Starts() {}

    /**
     * Each arm's starts in milliseconds; the first of each brings its files into the page cache and does not count. Those of the control are one a round
     * as well, and behind all rounds' stand what came between them.
     *
     * @param arms    make one start each
     * @param control two of them that are the same
     */
    static Map<String, double[]> inTurn(Map<String, DoubleSupplier> arms, List<String> control, int rounds, Random random) {
        Map<String, double[]> millis = new LinkedHashMap<>();
        arms.keySet().forEach(arm -> millis.put(arm, new double[control.contains(arm) ? rounds * (1 + BETWEEN) : rounds]));
        arms.values().forEach(DoubleSupplier::getAsDouble);
        for (int round = 0; round < rounds; round++) {
            start(arms, arms.keySet(), round, millis, random);
            for (int place = rounds + round * BETWEEN; place < rounds + (round + 1) * BETWEEN; place++) {
                start(arms, control, place, millis, random);
            }
        }
        return millis;
    }

    private static void start(Map<String, DoubleSupplier> arms, Iterable<String> which, int place, Map<String, double[]> millis, Random random) {
        List<String> order = new ArrayList<>();
        which.forEach(order::add);
        Collections.shuffle(order, random);
        order.forEach(arm -> millis.get(arm)[place] = arms.get(arm).getAsDouble());
    }
}
