package org.namingofcats.probe.bench;

import java.util.Arrays;
import java.util.Random;

/**
 * A median and how far it can be trusted.
 *
 * @param ratio median of the rounds' ratios
 * @param low   lower end of its 95% interval
 * @param high  upper end of its 95% interval
 */
public record Spread(double ratio, double low, double high) {
    /** Resamples of the bootstrap: enough for the second digit of the ends (Efron and Tibshirani, chapter 19). */
    private static final int RESAMPLES = 2_000;
    private static final double OUTSIDE = 0.025;

    /**
     * The median of {@code values} with a percentile bootstrap interval of 95%.
     *
     * @param seed the same seed and values give the same interval
     * @throws IllegalArgumentException when there are no values
     */
    public static Spread of(double[] values, long seed) {
        double[] medians = new double[RESAMPLES];
        Random random = new Random(seed);
        double[] sample = new double[values.length];
        double median = median(values);
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < sample.length; j++) {
                sample[j] = values[random.nextInt(values.length)];
            }
            medians[i] = median(sample);
        }
        Arrays.sort(medians);
        return new Spread(median, medians[(int) (OUTSIDE * RESAMPLES)], medians[(int) ((1 - OUTSIDE) * RESAMPLES) - 1]);
    }

    /** The middle value, or the mean of the two in the middle. */
    static double median(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values have no median");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
