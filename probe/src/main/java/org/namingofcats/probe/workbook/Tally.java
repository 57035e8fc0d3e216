package org.namingofcats.probe.workbook;

import java.util.List;
import org.namingofcats.probe.workbook.BlockResult.Verdict;

/** How many commands came to what; a command that was not run is counted as such and never as passed. */
record Tally(int passed, int failed, int skipped) {

    static final Tally NONE = new Tally(0, 0, 0);

    /** @param broken how many rules the page itself breaks, each a failure */
    static Tally of(List<BlockResult> results, int broken) {
        return new Tally(count(results, Verdict.PASSED), broken + count(results, Verdict.FAILED),
                count(results, Verdict.NOT_RUN));
    }

    Tally plus(Tally other) {
        return new Tally(passed + other.passed, failed + other.failed, skipped + other.skipped);
    }

    @Override
    public String toString() {
        return passed + " passed, " + failed + " failed, " + skipped + " skipped";
    }

    private static int count(List<BlockResult> results, Verdict verdict) {
        return (int) results.stream().filter(result -> result.verdict() == verdict).count();
    }
}
