package org.namingofcats.probe.bench;

/**
 * The A/A arm: the same path twice, which must come out as the same. Where it does not, the machine or the method differs
 * between two arms by as much, and no other ratio means anything.
 *
 * @param ratio of the kept-alive arms; low, high its 95% interval
 * @param fresh the same of the arms with new connections, {@code null} when they were not run
 * @param pairs rounds in which both of the kept-alive arms were quiet
 */
public record Control(double ratio, double low, double high, Spread fresh, int pairs) {
    /** How far from 1 either ratio may be. */
    static final double TOLERANCE = 0.02;
    /** Fewer pairs say nothing about either. */
    static final int FEWEST_PAIRS = 10;

    /** Why there is no verdict; {@code null} when there may be one. */
    String objection() {
        return pairs < FEWEST_PAIRS ? "only " + pairs + " quiet rounds of the control, " + FEWEST_PAIRS + " are needed"
                : off(ratio) ? "the control is %.3f and not 1.00 ± %.2f".formatted(ratio, TOLERANCE)
                : fresh != null && off(fresh.ratio()) ? "the control of new connections is %.3f and not 1.00 ± %.2f".formatted(fresh.ratio(), TOLERANCE)
                : null;
    }

    private static boolean off(double ratio) {
        return !(Math.abs(ratio - 1) <= TOLERANCE + 1e-9); // so that NaN is off, too
    }
}
