package org.namingofcats.probe.prove;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.trouble.Patience;

/**
 * What a verification shows of something that is broken.
 *
 * @param results of all checks
 */
public record Symptoms(List<CheckResult> results) {

    /**
     * Verifies again and again, as what was broken or mended needs a moment to show.
     *
     * @param deadline when to give up
     * @return what the last verification showed: enough, unless the deadline has passed
     */
    public static Symptoms await(Supplier<List<CheckResult>> verify, Duration deadline, Predicate<Symptoms> enough) {
        return new Patience(deadline, Duration.ZERO).until(() -> new Symptoms(verify.get()), enough);
    }

    /** Checks that failed. One that is inconclusive is a consequence of another. */
    public List<CheckResult> failed() {
        return results.stream().filter(result -> result.verdict() == Verdict.FAIL).toList();
    }

    /** Whether nothing fails, and nothing was left open because something else does. */
    public boolean none() {
        return results.stream().noneMatch(result -> result.verdict() == Verdict.FAIL || result.verdict() == Verdict.INCONCLUSIVE);
    }

    /** Ids of the checks that would fail if it was this. */
    public Set<String> of(Mutation mutation) {
        return results.stream().filter(result -> result.verdict() != Verdict.SKIPPED).map(CheckResult::id)
                .filter(mutation::concerns).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Ids of the checks that fail. */
    public Set<String> failedIds() {
        return failed().stream().map(CheckResult::id).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether this cluster could show it: every check that should notice is made here. */
    public boolean canShow(Mutation mutation) {
        return missing(mutation).isEmpty();
    }

    /** Which check that should notice is not made here; empty if all are. */
    Optional<String> missing(Mutation mutation) {
        Set<String> ids = of(mutation);
        return mutation.expected().stream().filter(sign -> ids.stream().noneMatch(sign::concerns)).findFirst()
                .map(this::notMade);
    }

    private String notMade(Sign sign) {
        return results.stream().filter(result -> sign.concerns(result.id())).findFirst()
                .map(result -> result.id() + " is skipped, " + result.reason()).orElse("there is no check " + sign.checks());
    }
}
