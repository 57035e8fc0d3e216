package org.namingofcats.probe.bench;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One figure of a bench: a ratio, or a quantity with a unit, that may have an aim.
 *
 * @param name  as in the tables of docs/performance.md, unique in a run
 * @param ratio median
 * @param low   lower end of its 95% interval
 * @param high  upper end of its 95% interval
 * @param aim   what it should come to, {@code null} when nobody has said
 * @param met   whether the end of the interval that is nearer to a miss meets the aim, {@code null} without one
 * @param unit  {@code ×} for a ratio, else e.g. {@code MB}
 * @param more  whether more is better; else less is
 * @param pairs rounds that it is made of
 * @param services how many other Services there were, {@code null} where nobody counted them
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Figure(String name, double ratio, double low, double high, Double aim, Boolean met, String unit, boolean more, int pairs,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer services) {
    /** Unit of a ratio. */
    public static final String RATIO = "×";
    static final String MEGABYTES = "MB";
    /** Of a whole; neither more nor less of it is better. */
    static final String SHARE = "%";
    /** Megabytes are of one process or of files, and their interval, if any, is not that of another process. */
    private static final double LEAST_OF_MEGABYTES = 0.01;

    /** A ratio that should be {@code aim} at most; {@code aim} may be {@code null}. */
    static Figure atMost(String name, Spread spread, Double aim, int pairs) {
        return quantity(name, spread, aim, RATIO, pairs);
    }

    /** A ratio that should be {@code aim} at least. */
    static Figure atLeast(String name, Spread spread, double aim, int pairs) {
        return new Figure(name, spread.ratio(), spread.low(), spread.high(), aim, spread.low() >= aim, RATIO, true, pairs, null);
    }

    /** A quantity that should be {@code aim} at most; {@code aim} may be {@code null}. */
    static Figure quantity(String name, Spread spread, Double aim, String unit, int pairs) {
        return new Figure(name, spread.ratio(), spread.low(), spread.high(), aim, aim == null ? null : spread.high() <= aim, unit, false, pairs, null);
    }

    /** The same beside so many other Services. */
    Figure amid(int others) {
        return new Figure(name, ratio, low, high, aim, met, unit, more, pairs, others);
    }

    /** Whether this one is worse than {@code before} by more than both spreads: the intervals do not touch. */
    boolean worseThan(Figure before) {
        boolean little = unit.equals(MEGABYTES) && Math.abs(ratio / before.ratio - 1) < LEAST_OF_MEGABYTES;
        return !little && (more ? high < before.low : low > before.high);
    }
}
