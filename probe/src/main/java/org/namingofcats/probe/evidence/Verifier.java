package org.namingofcats.probe.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.namingofcats.probe.vantage.AgentUnreachable;

/**
 * Makes all checks side by side, looks a second time at what failed, and lets no closed door pass without its open twin: it is asked
 * when that has been, so that a server that comes to life meanwhile is alive for both.
 */
public final class Verifier {
    /** Requests under way at once. */
    private static final int TURNS = 4;
    /** And those of checks that wait for more than their requests: the others' need not be through before theirs begin. */
    private static final int TURNS_BETWEEN_WAITS = 2;
    /** How often what failed is planned anew from fresh objects: pods may have been replaced since the first look. */
    private static final int LOOKS = 2;

    private final ObjectMapper json;
    private final Receipts receipts;
    private final Duration patience;
    private final Progress progress;
    private final String options;

    /**
     * @param json     mapper of the records
     * @param receipts what the workloads say they served
     * @param patience how long one call may take to converge
     * @param progress is told of each result as it comes
     * @param options  of the commands that reproduce a result, which lead them to this lab; each begins with a blank
     */
    public Verifier(ObjectMapper json, Receipts receipts, Duration patience, Progress progress, String options) {
        this.json = json;
        this.receipts = receipts;
        this.patience = patience;
        this.progress = progress;
        this.options = options;
    }

    Verifier(ObjectMapper json, Receipts receipts, Duration patience) {
        this(json, receipts, patience, Progress.UNHEARD, "");
    }

    /**
     * Makes the checks that {@code plan} finds in the lab. When the lab cannot be looked at a second time, the results of
     * the first look stand.
     *
     * @param look reads the live objects, anew at each call
     * @param plan the paths' checks for a view of the lab
     * @return one result a check, in the plan's order
     * @throws RuntimeException of the first look
     */
    public List<CheckResult> verify(Supplier<Lab> look, Function<Lab, List<Check>> plan) {
        Map<String, Check> checks = Map.of();
        Map<String, CheckResult> results = new HashMap<>();
        for (int i = 0; i < LOOKS; i++) {
            if (i > 0 && results.values().stream().noneMatch(Verifier::isDue)) {
                break;
            }
            Lab lab;
            try {
                lab = look.get();
            } catch (RuntimeException e) {
                if (i == 0) {
                    throw e;
                }
                break; // who looks knows why
            }
            checks = plan.apply(lab).stream().collect(Collectors.toMap(
                    Check::id, Function.identity(), (a, b) -> { throw new IllegalStateException("two checks " + a.id()); },
                    LinkedHashMap::new));
            progress.planned(List.copyOf(checks.values()));
            results.keySet().retainAll(checks.keySet()); // a twin that is planned no more vouches for nothing
            List<Check> due = checks.values().stream().filter(check -> isDue(results.get(check.id()))
                    || check.twin().filter(twin -> isDue(results.get(twin))).isPresent()).toList(); // what was closed beside a dead one
            results.putAll(make(due, lab));
        }
        return checks.values().stream().map(check -> besideTwin(check, results)).toList();
    }

    private static boolean isDue(CheckResult result) {
        return result == null || result.verdict() == Verdict.FAIL || result.verdict() == Verdict.INCONCLUSIVE;
    }

    private Map<String, CheckResult> make(List<Check> checks, Lab lab) {
        Examiner examiner = examiner(lab, TURNS);
        Examiner betweenWaits = examiner(lab, TURNS_BETWEEN_WAITS);
        Map<String, CheckResult> results = new ConcurrentHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, CompletableFuture<Void>> open = new HashMap<>();
            Function<Check, Runnable> making = check -> () -> {
                long begun = System.nanoTime();
                CheckResult made = make(check, check.waits() ? betweenWaits : examiner).again(options);
                CheckResult result = check instanceof Check.Skipped ? made : made.took((int) ((System.nanoTime() - begun) / 1_000_000));
                results.put(check.id(), result);
                progress.made(result);
            };
            checks.stream().filter(check -> check.twin().isEmpty())
                    .forEach(check -> open.put(check.id(), CompletableFuture.runAsync(making.apply(check), threads)));
            checks.stream().filter(check -> check.twin().isPresent()).forEach(check -> threads.submit(() -> {
                check.twin().map(open::get).ifPresent(twin -> twin.exceptionally(bug -> null).join());
                making.apply(check).run();
            }));
        }
        return results;
    }

    private Examiner examiner(Lab lab, int turns) {
        return new Examiner(lab, new Asker(new Judge(lab, json), receipts, new Semaphore(turns, true), patience));
    }

    private static CheckResult make(Check check, Examiner examiner) {
        try {
            return check.make(examiner);
        } catch (AgentUnreachable e) {
            return check.withoutEvidence(Verdict.INCONCLUSIVE, e.getMessage());
        } catch (RuntimeException e) {
            return check.withoutEvidence(Verdict.INCONCLUSIVE, "the check itself failed: " + e);
        }
    }

    private static CheckResult besideTwin(Check check, Map<String, CheckResult> results) {
        CheckResult result = results.get(check.id());
        if (result.verdict() != Verdict.PASS || check.twin().isEmpty()) {
            return result;
        }
        CheckResult twin = results.get(check.twin().get());
        return twin != null && twin.verdict() == Verdict.PASS ? result
                : result.but(Verdict.INCONCLUSIVE, "a closed door proves nothing: its open twin " + check.twin().get()
                        + (twin == null ? " was not made" : " is " + twin.verdict() + " (" + twin.reason() + ")"));
    }
}
