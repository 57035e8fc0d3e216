package org.namingofcats.probe.doctor;

import org.namingofcats.probe.evidence.Verdict;

/**
 * One thing that was looked at.
 *
 * @param what    its name, for a person
 * @param verdict PASS: as it must be; FAIL: it is missing; SKIPPED: it is missing and one can do without it;
 *                INCONCLUSIVE: nobody could look
 * @param seen    what was seen
 * @param remedy  what to do, {@code null} when there is nothing to do
 */
public record Finding(String what, Verdict verdict, String seen, String remedy) {

    /** As it must be. */
    public static Finding well(String what, String seen) {
        return new Finding(what, Verdict.PASS, seen, null);
    }

    /** Missing, and needed. */
    public static Finding missing(String what, String seen, String remedy) {
        return new Finding(what, Verdict.FAIL, seen, remedy);
    }

    /** Missing; something that is said in {@code seen} does not work without it. */
    public static Finding spare(String what, String seen, String remedy) {
        return new Finding(what, Verdict.SKIPPED, seen, remedy);
    }

    /** Nobody could look. */
    public static Finding unknown(String what, String why, String remedy) {
        return new Finding(what, Verdict.INCONCLUSIVE, why, remedy);
    }
}
