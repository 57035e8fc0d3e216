package org.namingofcats.probe.prove;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.CheckResult;
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

    /** What the lab shows once nothing fails; waits for it, since a lab that was mended needs a moment. */
    public Symptoms whenWell() {
        return Symptoms.await(verify, deadline, Symptoms::none);
    }

    /**
     * Breaks, looks, mends, looks again. Mends whatever happens; what could not be shown is not broken.
     *
     * @param before what the lab showed when all was well
     */
    public Proof.Result prove(Mutation mutation, Symptoms before) {
        Optional<String> missing = before.missing(mutation);
        if (missing.isPresent()) {
            return new Proof.Result(mutation.name(), List.of(), List.of(), List.of(), "FAIL", "cannot be shown here: " + missing.get());
        }
        Symptoms broken;
        PutBack mending = new PutBack("what " + mutation.name() + " broke", () -> mutation.undo().accept(target));
        try {
            mutation.apply().accept(target);
            broken = Symptoms.await(verify, deadline, seen -> asExpected(mutation, seen));
        } finally {
            mending.now();
        }
        String reason = !everyPatternMatches(mutation, broken) ? "not every check that should notice was made"
                : !asExpected(mutation, broken) ? "other checks failed than should"
                : broken.failed().stream().anyMatch(result -> result.reason().isBlank()) ? "a failure names no cause"
                : stillMissing(mutation);
        return new Proof.Result(mutation.name(), List.copyOf(expected(mutation, broken)), List.copyOf(broken.failedIds()),
                broken.failed().stream().map(result -> result.id() + ": " + result.reason()).toList(),
                reason.isEmpty() ? "PASS" : "FAIL", reason);
    }

    /** What is not as it was before it was broken; empty if all is. Who removes what was broken has not mended it. */
    private String stillMissing(Mutation mutation) {
        Symptoms mended = Symptoms.await(verify, deadline, seen -> seen.none() && seen.canShow(mutation));
        return !mended.none() ? "not all was well again after it was mended"
                : mended.missing(mutation).map(check -> "after it was mended " + check).orElse("");
    }

    private static boolean asExpected(Mutation mutation, Symptoms seen) {
        return expected(mutation, seen).equals(seen.failedIds()) && everyPatternMatches(mutation, seen);
    }

    /** Also one that was skipped: what cannot be made here cannot be proved here. */
    private static Set<String> expected(Mutation mutation, Symptoms seen) {
        return seen.results().stream().map(CheckResult::id).filter(mutation::concerns).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean everyPatternMatches(Mutation mutation, Symptoms seen) {
        return mutation.expected().stream().allMatch(pattern ->
                seen.results().stream().anyMatch(result -> pattern.matcher(result.id()).matches()));
    }
}
