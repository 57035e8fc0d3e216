package org.namingofcats.probe.evidence;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Judge.Finding;
import org.namingofcats.probe.evidence.Judge.Judged;
import org.namingofcats.probe.vantage.Agent.Dialled;
import org.namingofcats.probe.vantage.AgentUnreachable;

/**
 * Asks one call again and again until it has converged: all assertions hold for at least three requests in a row,
 * and of a Service for as many as show every pod behind it. One that does not hold starts the count anew. It sleeps
 * after failures only (gateway-api PR #1153), and gives up at a deadline with the last reason.
 */
final class Asker {
    private static final Duration PAUSE = Duration.ofMillis(250);
    /** What is sure to be wanted is asked for together, but no turn lasts longer than so many requests. */
    private static final int TOGETHER = 12;

    private final Judge judge;
    private final Receipts receipts;
    private final Semaphore turns;
    private final Duration patience;

    /**
     * @param judge    says what each request is worth
     * @param receipts what the workloads say they served
     * @param turns    how many requests may be under way at once: more would fake latencies on a small machine
     * @param patience how long a call may take to converge
     */
    Asker(Judge judge, Receipts receipts, Semaphore turns, Duration patience) {
        this.judge = judge;
        this.receipts = receipts;
        this.turns = turns;
        this.patience = patience;
    }

    Duration patience() {
        return patience;
    }

    /** One with less patience, that takes its turns among the same. */
    Asker within(Duration shorter) {
        return new Asker(judge, receipts, turns, shorter);
    }

    /**
     * What came of a call.
     *
     * @param call     what was asked
     * @param last     the last finding that was a problem, or just the last one
     * @param results  results of the unbroken run of expected ones; the very last one when there was no such run
     * @param made     requests made in all
     * @param pods     names of the pods that answered
     * @param peers    source addresses they saw
     * @param rewriters who put them there
     * @param problem  why it did not converge, {@code null} if it did
     */
    record Asked(
            Call call, Finding last, List<DialResult> results, int made,
            Set<String> pods, Set<String> peers, Set<String> rewriters, String problem) {}

    /** Who answered in a row of requests, and what they saw. */
    private static final class Row {
        private final List<DialResult> results = new ArrayList<>();
        private final Set<Lab.Pod> pods = new HashSet<>();
        private final Set<String> peers = new TreeSet<>();
        private final Set<String> rewriters = new TreeSet<>();

        Row with(Finding finding, DialResult result) {
            results.add(result);
            if (finding.pod() != null) {
                pods.add(finding.pod());
                if (finding.peer() != null) {
                    peers.add(finding.peer());
                }
                if (finding.rewrittenBy() != null) {
                    rewriters.add(finding.rewrittenBy());
                }
            }
            return this;
        }

        Asked asked(Call call, Finding last, List<DialResult> told, int made, String problem) {
            return new Asked(call, last, told, made, names(pods), peers, rewriters, problem);
        }
    }

    /** Asks until {@code call} has converged or the deadline has passed. */
    Asked ask(Call call) {
        long deadline = System.nanoTime() + patience.toNanos();
        Row row = new Row();
        Judged failure = null;
        Deque<Judged> ahead = new ArrayDeque<>();
        for (int made = 1; ; made++) {
            if (ahead.isEmpty()) {
                List<Judged> turn = turn(call, row.results.size());
                try {
                    ahead.addAll(receipts.confirm(call, turn));
                } catch (AgentUnreachable e) { // what they served is not known, and may be asked for again
                    if (System.nanoTime() >= deadline) {
                        if (failure == null) {
                            throw e;
                        }
                        return failed(call, failure, made);
                    }
                    row = new Row();
                    sleep();
                    continue;
                }
            }
            Judged next = ahead.remove();
            DialResult result = next.dialled().result();
            Finding finding = next.finding();
            String missing = null;
            if (finding.problem() == null) {
                missing = missing(call.expectation(), row.with(finding, result));
                if (missing == null) {
                    return row.asked(call, finding, List.copyOf(row.results), made, null);
                }
            } else {
                failure = next;
                row = new Row();
            }
            // While all is as expected the clock does not matter: a slow machine makes a slow pass, not a failure.
            boolean onTheWay = finding.problem() == null && row.results.size() < enough(call.expectation());
            if (!onTheWay && System.nanoTime() >= deadline) {
                return finding.problem() != null ? failed(call, next, made)
                        : row.asked(call, finding, List.of(result), made, missing);
            }
            if (finding.problem() != null && ahead.isEmpty()) {
                sleep();
            }
        }
    }

    private static Asked failed(Call call, Judged failure, int made) {
        Finding finding = failure.finding();
        DialResult result = failure.dialled().result();
        return new Row().with(finding, result).asked(call, finding, List.of(result), made, finding.problem());
    }

    /** The first of a row alone: when it is not as expected, neither will the others be. The receipts of all of them are asked for together. */
    private List<Judged> turn(Call call, int inARow) {
        int wanted = Math.max(1, Math.min(TOGETHER, calls(call.expectation()) - inARow));
        List<Judged> turn = new ArrayList<>(dial(call, inARow == 0 ? 1 : wanted));
        if (turn.size() < wanted && turn.getFirst().finding().problem() == null) {
            turn.addAll(dial(call, wanted - 1));
        }
        return turn;
    }

    private List<Judged> dial(Call call, int times) {
        turns.acquireUninterruptibly();
        try {
            List<Dialled> dialled = times == 1 ? List.of(call.from().dial(call.url(), call.headers()))
                    : call.expectation() instanceof Closed closed && closed.outcomes().contains(Outcome.TIMEOUT) ? sideBySide(call, times)
                    : call.from().dial(call.url(), call.headers(), times);
            return dialled.stream().map(each -> new Judged(each, judge.judge(each, call.expectation()))).toList();
        } finally {
            turns.release();
        }
    }

    /** Each of them is to take its whole deadline. */
    private static List<Dialled> sideBySide(Call call, int times) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Dialled>> dials = Stream.generate(() -> CompletableFuture.supplyAsync(
                    () -> call.from().dial(call.url(), call.headers()), threads)).limit(times).toList();
            return dials.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static int calls(Expectation expectation) {
        return expectation instanceof Answer answer ? answer.calls() : 3;
    }

    private static int enough(Expectation expectation) {
        return expectation instanceof Answer answer ? answer.enough() : 3;
    }

    /** What is still to be seen, {@code null} if nothing is. */
    private static String missing(Expectation expectation, Row row) {
        int inARow = row.results.size();
        int calls = calls(expectation);
        if (inARow < calls) {
            return inARow + " of " + calls + " requests were as expected";
        }
        if (expectation instanceof Answer answer && answer.oneOf().stream().noneMatch(row.pods::equals)) {
            Optional<Set<Lab.Pod>> most = answer.oneOf().stream().filter(pods -> pods.containsAll(row.pods)).findFirst();
            if (most.isEmpty()) {
                return "the Service keeps a client to one pod, and several answered: " + String.join(", ", names(row.pods));
            }
            Set<String> absent = names(most.get());
            absent.removeAll(names(row.pods));
            return "ready, but never answered in " + inARow + " requests: " + String.join(", ", absent);
        }
        return null;
    }

    private static Set<String> names(Set<Lab.Pod> pods) {
        Set<String> names = new TreeSet<>();
        pods.forEach(pod -> names.add(pod.name()));
        return names;
    }

    private static void sleep() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
