package org.namingofcats.probe.soak;

import java.util.ArrayList;
import java.util.List;

/** One quantity of one container over time: is it flat, and if not, how steep? */
final class Series {
    /** Fewer looks say nothing. */
    static final int FEWEST = 8;

    private final List<double[]> looks = new ArrayList<>();

    /** @param at hours from any beginning */
    void add(double at, double value) {
        looks.add(new double[] {at, value});
    }

    int size() {
        return looks.size();
    }

    double first() {
        return looks.getFirst()[1];
    }

    double last() {
        return looks.getLast()[1];
    }

    /** How many hours it spans. */
    double span() {
        return looks.isEmpty() ? 0 : looks.getLast()[0] - looks.getFirst()[0];
    }

    /**
     * What it grows by in an hour: the median of the slopes between all pairs of looks (Theil and Sen), of the second half,
     * since a JVM fills its heap at first.
     */
    double slope() {
        List<double[]> half = looks.subList(looks.size() / 2, looks.size());
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < half.size(); i++) {
            for (int j = i + 1; j < half.size(); j++) {
                slopes.add((half.get(j)[1] - half.get(i)[1]) / (half.get(j)[0] - half.get(i)[0]));
            }
        }
        return slopes.isEmpty() ? 0 : median(slopes);
    }

    /**
     * Whether it grew: its last quarter lies above its second one by a tenth and by {@code least}. The first quarter does
     * not count, then a JVM starts.
     */
    boolean grew(double least) {
        if (looks.size() < FEWEST) {
            return false;
        }
        int quarter = looks.size() / 4;
        double before = median(values(quarter, 2 * quarter));
        double after = median(values(looks.size() - quarter, looks.size()));
        return after - before > Math.max(least, before / 10);
    }

    private List<Double> values(int from, int to) {
        return looks.subList(from, to).stream().map(look -> look[1]).toList();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
