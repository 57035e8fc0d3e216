package org.namingofcats.probe.bench;

import java.util.Set;

/**
 * What became of the requests of one arm in one round.
 *
 * @param took   of those that were answered, from when each was due, in nanoseconds
 * @param failed how many were not
 * @param pods   who answered, by the passports looked at
 * @param why    of the first that failed, {@code null} if none did
 * @param connects how long it took to connect, of those that have a connection of their own and tell, in nanoseconds
 */
record Shots(long[] took, int failed, Set<String> pods, String why, long[] connects) {

    Shots(long[] took, int failed, Set<String> pods, String why) {
        this(took, failed, pods, why, new long[0]);
    }

    static Shots none(String why) {
        return new Shots(new long[0], 1, Set.of(), why);
    }

    /** Whether all of it can be used: a failure's time is not that of an answer. */
    boolean isWhole() {
        return failed == 0 && took.length > 0;
    }
}
