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
 * Breaks one thing at a time and looks whether exactly the checks that should notice do, and say so. A closed door whose open twin
 * fails becomes inconclusive: a consequence, which is not counted as a failure of its own.
 */
public final class Prover {
    private final Supplier<Target> lab;
    private final Supplier<List<CheckResult>> verify;
    private final Duration deadline;

    /**
     * @param lab      the lab as it is when something is about to be broken: what was broken before has replaced pods of it
     * @param verify   makes all checks that may notice
     * @param deadline how long what was broken, and then mended, may take to show
     */
    public Prover(Supplier<Target> lab, Supplier<List<CheckResult>> verify, Duration deadline) {
        this.lab = lab;
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
        Optional<String> missing = before.none() ? before.missing(mutation) : Optional.of("not all is well before anything is broken");
        if (missing.isPresent()) {
            return new Proof.Result(mutation.name(), List.of(), List.of(), List.of(), signs(mutation), "FAIL",
                    "cannot be shown here: " + missing.get());
        }
        Symptoms broken;
        Target target = lab.get();
        PutBack mending = new PutBack("what " + mutation.name() + " broke", () -> mutation.undo().accept(target));
        try {
            mutation.apply().accept(target);
            broken = Symptoms.await(verify, deadline, seen -> asExpected(mutation, seen));
        } finally {
            mending.now();
        }
        String reason = !everySignShows(mutation, broken) ? "not every check that should notice was made"
                : !expected(mutation, broken).equals(broken.failedIds()) ? "other checks failed than should"
                : broken.failed().stream().filter(result -> !mutation.isCauseOf(result)).findFirst()
                        .map(result -> "failed for another reason: " + said(result)).orElseGet(() -> stillMissing(mutation));
        return new Proof.Result(mutation.name(), List.copyOf(expected(mutation, broken)), List.copyOf(broken.failedIds()),
                broken.failed().stream().map(Prover::said).toList(), signs(mutation), reason.isEmpty() ? "PASS" : "FAIL", reason);
    }

    private static String said(CheckResult result) {
        return result.id() + ": " + result.reason();
    }

    private static List<String> signs(Mutation mutation) {
        return mutation.expected().stream().map(Sign::toString).toList();
    }

    /** What is not as it was before it was broken; empty if all is. Who removes what was broken has not mended it. */
    private String stillMissing(Mutation mutation) {
        Symptoms mended = Symptoms.await(verify, deadline, seen -> seen.none() && seen.canShow(mutation));
        return !mended.none() ? "not all was well again after it was mended"
                : mended.missing(mutation).map(check -> "after it was mended " + check).orElse("");
    }

    private static boolean asExpected(Mutation mutation, Symptoms seen) {
        return expected(mutation, seen).equals(seen.failedIds()) && everySignShows(mutation, seen)
                && seen.failed().stream().allMatch(mutation::isCauseOf);
    }

    /** Also one that was skipped: what cannot be made here cannot be proved here. */
    private static Set<String> expected(Mutation mutation, Symptoms seen) {
        return seen.results().stream().map(CheckResult::id).filter(mutation::concerns).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean everySignShows(Mutation mutation, Symptoms seen) {
        return mutation.expected().stream().allMatch(sign -> seen.results().stream().anyMatch(result -> sign.concerns(result.id())));
    }
}
