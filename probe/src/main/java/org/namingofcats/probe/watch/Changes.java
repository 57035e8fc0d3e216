package org.namingofcats.probe.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Verdict;

/** What differs between two rounds, check by check. */
final class Changes {
    private Changes() {}

    /**
     * A check whose verdict is another one than before.
     *
     * @param before its verdict in the earlier round, {@code null} if it was not made
     * @param after  its result now, {@code null} if it is not made any more
     */
    record Change(String id, Verdict before, CheckResult after) {}

    /** From nothing: all that is not as it should be. */
    static List<Change> first(List<CheckResult> now) {
        return now.stream().filter(check -> check.verdict() == Verdict.FAIL || check.verdict() == Verdict.INCONCLUSIVE)
                .map(check -> new Change(check.id(), null, check)).toList();
    }

    /** In the order of the newer round; what is gone comes last. */
    static List<Change> between(List<CheckResult> before, List<CheckResult> now) {
        Map<String, CheckResult> old = before.stream().collect(
                Collectors.toMap(CheckResult::id, Function.identity(), (a, b) -> b, TreeMap::new));
        List<Change> changes = new ArrayList<>();
        for (CheckResult check : now) {
            CheckResult was = old.remove(check.id());
            if (was == null || was.verdict() != check.verdict()) {
                changes.add(new Change(check.id(), was == null ? null : was.verdict(), check));
            }
        }
        old.values().forEach(gone -> changes.add(new Change(gone.id(), gone.verdict(), null)));
        return changes;
    }
}
