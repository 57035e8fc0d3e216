package org.namingofcats.probe.trouble;

/** Exit codes of the probe; the higher ones are those of BSD's sysexits.h and of automake's skipped test. */
public final class ExitCode {
    /** Every check passed. */
    public static final int PASSED = 0;
    /** At least one check failed. */
    public static final int FAILED = 1;
    /** None failed, at least one is inconclusive. */
    public static final int INCONCLUSIVE = 2;
    /** The command line is wrong (EX_USAGE). */
    public static final int USAGE = 64;
    /** The cluster cannot be reached (EX_UNAVAILABLE). */
    public static final int UNREACHABLE = 69;
    /** Nothing could run: no lab in the cluster, or no permission to look. */
    public static final int NOTHING_RAN = 77;

    private ExitCode() {}
}
