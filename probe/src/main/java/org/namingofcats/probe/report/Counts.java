package org.namingofcats.probe.report;

import org.namingofcats.probe.evidence.Verdict;

/** How many checks came to each verdict, in one line: {@code 65 passed, 1 failed, 0 skipped, 0 inconclusive}. */
public final class Counts {
    private Counts() {}

    /** The line, without a line end; a nought has no colour. */
    public static String of(Report.Summary sum, Paint paint) {
        return String.join(", ", counted(sum.passed(), "passed", Verdict.PASS, paint),
                counted(sum.failed(), "failed", Verdict.FAIL, paint),
                counted(sum.skipped(), "skipped", Verdict.SKIPPED, paint),
                counted(sum.inconclusive(), "inconclusive", Verdict.INCONCLUSIVE, paint));
    }

    private static String counted(int count, String word, Verdict verdict, Paint paint) {
        return count == 0 ? "0 " + word : paint.verdict(verdict, count + " " + word);
    }
}
