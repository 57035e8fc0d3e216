package org.namingofcats.probe.bench;

/**
 * How much is asked, and how fast.
 *
 * @param rounds         how many count, after those that warm up and do not
 * @param keptPerSecond  requests a second of the kept-alive arms
 * @param freshPerSecond of those with new connections
 * @param seed           of the order and of the intervals
 * @param sliceMillis    how long a kept-alive arm has its turn in each round: many short turns tell more than few long ones; one with new
 *                       connections has as many requests
 */
public record Pace(int rounds, int keptPerSecond, int freshPerSecond, long seed, int sliceMillis) {
    int perSecond(Arm arm) {
        return arm.keepAlive() ? keptPerSecond : freshPerSecond;
    }

    int requests() {
        return Math.max(1, keptPerSecond * sliceMillis / 1_000);
    }
}
