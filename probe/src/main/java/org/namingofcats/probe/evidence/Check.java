package org.namingofcats.probe.evidence;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Path × vantage × expectation: something that can be looked at and come to a verdict. */
public interface Check {

    /** {@code <path>/<what>}, unique in a run. */
    String id();

    /** Makes the check. Never throws for what it finds; an {@code AgentUnreachable} means that nothing was learnt. */
    CheckResult make(Examiner examiner);

    /** What the result says when nothing could be learnt. */
    CheckResult withoutEvidence(Verdict verdict, String reason);

    /**
     * The check that shows this one's door open from where it should be. A closed door proves nothing unless its twin
     * passed in the same run: the server might be dead.
     */
    default Optional<String> twin() {
        return Optional.empty();
    }

    /** Whether it waits for more than its requests, e.g. for pods to start, so that the run's end is its own. */
    default boolean waits() {
        return false;
    }

    /** The path's name, from {@link #id()}. */
    default String path() {
        return id().substring(0, id().indexOf('/'));
    }

    /** A check made of calls; every one of them must come out as expected. */
    record Dial(String id, Vantage vantage, List<Call> calls, Optional<String> twin) implements Check {

        /**
         * A check of {@code calls}, or a skipped one when there is nobody to make them.
         *
         * @param twin id of the check that shows the door open, {@code null} if this one expects an answer
         */
        public static Check of(String id, Vantage vantage, List<Call> calls, String twin) {
            return calls.isEmpty() ? new Skipped(id, vantage.label(), "no agent or no target for it in this cluster")
                    : new Dial(id, vantage, List.copyOf(calls), Optional.ofNullable(twin));
        }

        @Override
        public CheckResult make(Examiner examiner) {
            return examiner.dial(this);
        }

        @Override
        public CheckResult withoutEvidence(Verdict verdict, String reason) {
            return new CheckResult(id, path(), vantage.label(), target(), expected(), null, verdict,
                    reason, Evidence.NONE, Examiner.reproduce(calls.getFirst()));
        }

        /** What should come of all the calls, for a person. */
        String expected() {
            return calls.stream().map(call -> call.expectation().text()).distinct().collect(Collectors.joining("; "));
        }

        /** What is asked, for a person: one URL, or how many. */
        String target() {
            List<String> urls = calls.stream().map(Call::url).distinct().sorted().toList();
            return urls.size() == 1 ? urls.getFirst() : urls.getFirst() + " and " + (urls.size() - 1) + " more";
        }
    }

    /**
     * A check that compares what the API server says, without a request.
     *
     * @param problem what is wrong with the lab, empty if nothing is
     */
    record Fact(String id, String target, String expected, String shows, Function<Lab, Optional<String>> problem)
            implements Check {
        @Override
        public CheckResult make(Examiner examiner) {
            return problem.apply(examiner.lab())
                    .map(wrong -> withoutEvidence(Verdict.FAIL, wrong))
                    .orElseGet(() -> withoutEvidence(Verdict.PASS, shows));
        }

        @Override
        public CheckResult withoutEvidence(Verdict verdict, String reason) {
            return new CheckResult(id, path(), "api", target, expected, null, verdict, reason, Evidence.NONE,
                    "probe/probe verify --path " + path());
        }
    }

    /** A check that this cluster cannot make, and why. */
    record Skipped(String id, String vantage, String reason) implements Check {
        @Override
        public CheckResult make(Examiner examiner) {
            return withoutEvidence(Verdict.SKIPPED, reason);
        }

        @Override
        public CheckResult withoutEvidence(Verdict verdict, String why) {
            return new CheckResult(id, path(), vantage, null, null, null, verdict, why, Evidence.NONE, null);
        }
    }
}
