package org.namingofcats.probe.prove;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.host.PutBack;

/**
 * Breaks one thing at a time and looks whether exactly the checks that should notice do. A closed door whose open twin
 * fails becomes inconclusive: a consequence, which is not counted as a failure of its own.
 */
public final class Prover {
    private final Target target;
    private final Supplier<List<CheckResult>> verify;
    private final Duration deadline;

    /**
     * @param verify   makes all checks, without experiments
     * @param deadline how long what was broken, and then mended, may take to show
     */
    public Prover(Target target, Supplier<List<CheckResult>> verify, Duration deadline) {
        this.target = target;
        this.verify = verify;
        this.deadline = deadline;
    }

    /** Whether nothing fails; waits for it, since a mended lab needs a moment. */
    public boolean allIsWell() {
        return until(results -> results.stream().allMatch(result ->
                result.verdict() == Verdict.PASS || result.verdict() == Verdict.SKIPPED)).good();
    }

    /** Breaks, looks, mends, looks again. Mends whatever happens. */
    public Proof.Result prove(Mutation mutation) {
        Seen broken;
        PutBack mending = new PutBack("what " + mutation.name() + " broke", () -> mutation.undo().accept(target));
        try {
            mutation.apply().accept(target);
            broken = until(results -> expected(mutation, results).equals(failed(results)) && everyPatternMatches(mutation, results));
        } finally {
            mending.now();
        }
        List<CheckResult> results = broken.results();
        List<String> causes = results.stream().filter(result -> result.verdict() == Verdict.FAIL)
                .map(result -> result.id() + ": " + result.reason()).toList();
        String reason = !everyPatternMatches(mutation, results) ? "not every check that should notice was made"
                : !broken.good() ? "other checks failed than should"
                : results.stream().anyMatch(result -> result.verdict() == Verdict.FAIL && result.reason().isBlank())
                        ? "a failure names no cause"
                : !allIsWell() ? "not all was well again after it was mended" : "";
        return new Proof.Result(mutation.name(), List.copyOf(expected(mutation, results)), List.copyOf(failed(results)), causes,
                reason.isEmpty() ? "PASS" : "FAIL", reason);
    }

    private record Seen(boolean good, List<CheckResult> results) {}

    private interface Enough {
        boolean test(List<CheckResult> results);
    }

    private Seen until(Enough enough) {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            List<CheckResult> results = verify.get();
            if (enough.test(results)) {
                return new Seen(true, results);
            }
            if (System.nanoTime() > end) {
                return new Seen(false, results);
            }
        }
    }

    private static TreeSet<String> expected(Mutation mutation, List<CheckResult> results) {
        TreeSet<String> ids = new TreeSet<>();
        results.stream().map(CheckResult::id).filter(mutation::concerns).forEach(ids::add);
        return ids;
    }

    private static TreeSet<String> failed(List<CheckResult> results) {
        TreeSet<String> ids = new TreeSet<>();
        results.stream().filter(result -> result.verdict() == Verdict.FAIL).map(CheckResult::id).forEach(ids::add);
        return ids;
    }

    private static boolean everyPatternMatches(Mutation mutation, List<CheckResult> results) {
        return mutation.expected().stream().allMatch(pattern ->
                results.stream().anyMatch(result -> pattern.matcher(result.id()).matches()));
    }
}
