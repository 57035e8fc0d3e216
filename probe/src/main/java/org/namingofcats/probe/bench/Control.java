package org.namingofcats.probe.bench;

/**
 * The A/A arm: the same path twice, which must come out as the same. Where it does not, the machine or the method differs
 * between two arms by as much, and no other ratio means anything.
 *
 * @param ratio of the kept-alive arms; low, high its 95% interval
 * @param fresh the same of the arms with new connections, {@code null} when they were not run
 * @param pairs rounds in which both of the kept-alive arms were quiet
 * @param tolerance how far from 1 either ratio may be
 * @param fewest    fewer pairs say nothing about either
 */
public record Control(double ratio, double low, double high, Spread fresh, int pairs, double tolerance, int fewest) {
    /** Of requests, of which every round has hundreds. */
    private static final double OF_REQUESTS = 0.02;
    /** Fewer say little of the median, and one has an interval without width. */
    static final int FEWEST_ROUNDS = 10;

    /** The control of a bench of requests. */
    Control(double ratio, double low, double high, Spread fresh, int pairs) {
        this(ratio, low, high, fresh, pairs, OF_REQUESTS, FEWEST_ROUNDS);
    }

    /** @param fresh of the arms with new connections, empty when they were not run */
    static Control ofRequests(Ratios same, Ratios fresh, long seed) {
        return of(same, fresh, seed, OF_REQUESTS, FEWEST_ROUNDS);
    }

    static Control of(Ratios same, Ratios fresh, long seed, double tolerance, int fewest) {
        Spread spread = same.isEmpty() ? new Spread(0, 0, 0) : same.spread(seed);
        return new Control(spread.ratio(), spread.low(), spread.high(), fresh.isEmpty() ? null : fresh.spread(seed), same.pairs(), tolerance, fewest);
    }

    /** Why there is no verdict; {@code null} when there may be one. */
    String objection() {
        return pairs < fewest ? "only " + pairs + " quiet rounds of the control, " + fewest + " are needed"
                : off(ratio) ? "the control is %.3f and not 1.00 ± %.2f".formatted(ratio, tolerance)
                : fresh != null && off(fresh.ratio()) ? "the control of new connections is %.3f and not 1.00 ± %.2f".formatted(fresh.ratio(), tolerance)
                : null;
    }

    private boolean off(double ratio) {
        return !(Math.abs(ratio - 1) <= tolerance + 1e-9); // so that NaN is off, too
    }
}
