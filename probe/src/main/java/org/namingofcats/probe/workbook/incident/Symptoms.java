package org.namingofcats.probe.workbook.incident;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.prove.Mutation;

/**
 * What a verification shows of an incident.
 *
 * @param results of all checks
 */
public record Symptoms(List<CheckResult> results) {

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
        Set<String> ids = of(mutation);
        return mutation.expected().stream().allMatch(pattern -> ids.stream().anyMatch(id -> pattern.matcher(id).matches()));
    }
}
