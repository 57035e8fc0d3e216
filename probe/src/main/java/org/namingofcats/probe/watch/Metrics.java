package org.namingofcats.probe.watch;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence.CallEvidence;
import org.namingofcats.probe.evidence.Verdict;

/**
 * What a watch tells Prometheus; {@code docs/metrics.md} is the list for readers. Labels take their values from closed
 * sets and from the newest plan: a check that is planned no more takes its series along, so that their number is bounded.
 */
public final class Metrics {
    /** Seconds. A request in a healthy lab takes milliseconds; the dial's own deadline is some seconds. */
    private static final double[] REQUEST = {.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};
    private static final double[] ROUND = {1, 2.5, 5, 10, 15, 30, 60, 120, 300, 600};
    private static final String PREFIX = "naming_of_cats_";
    /** Outcome of a check for which no request was made. */
    private static final String NO_REQUEST = "NONE";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter outcomes = Counter.builder().name(PREFIX + "check_outcomes_total")
            .help("Rounds in which a check's requests ended so; NONE is a check that made no request.")
            .labelNames("path", "vantage", "check", "outcome").register(registry);
    private final Gauge verdict = Gauge.builder().name(PREFIX + "check_verdict")
            .help("1 for the verdict that a check has, 0 for the others; INCONCLUSIVE after a round that could not be made.")
            .labelNames("path", "vantage", "check", "verdict").register(registry);
    private final Histogram requests = Histogram.builder().name(PREFIX + "request_duration_seconds").unit(Unit.SECONDS)
            .help("Time of a request that was answered, from the name lookup to the last byte.")
            .labelNames("path", "vantage").classicOnly().classicUpperBounds(REQUEST).register(registry);
    private final Histogram rounds = Histogram.builder().name(PREFIX + "round_duration_seconds").unit(Unit.SECONDS)
            .help("Time of a round, whatever came of it.").classicOnly().classicUpperBounds(ROUND).register(registry);
    private final Counter results = Counter.builder().name(PREFIX + "rounds_total")
            .help("Rounds by what verify would have ended with.").labelNames("result").register(registry);
    private final Gauge success = Gauge.builder().name(PREFIX + "last_success_timestamp_seconds").unit(Unit.SECONDS)
            .help("When the last round ended in which everything passed, as Unix time; 0 before the first.").register(registry);

    private Set<List<String>> planned = new HashSet<>();

    public Metrics() {
        Arrays.stream(RoundResult.values()).forEach(result -> results.initLabelValues(result.label()));
    }

    /** What there is to be served. */
    public PrometheusRegistry registry() {
        return registry;
    }

    /** @param now when the round ended */
    synchronized void count(Round round, Instant now) {
        RoundResult result = RoundResult.of(round);
        results.labelValues(result.label()).inc();
        rounds.observe(round.took().toNanos() / 1e9);
        if (result == RoundResult.PASSED) {
            success.set(now.toEpochMilli() / 1e3);
        }
        if (round.report() == null) {
            planned.forEach(check -> verdict(check, Verdict.INCONCLUSIVE)); // only PASS is a pass, and nothing is known
            return;
        }
        Set<List<String>> plan = new HashSet<>();
        for (CheckResult check : round.report().checks()) {
            List<String> labels = labels(check);
            plan.add(labels);
            outcomes.labelValues(with(labels, outcome(check.outcome()))).inc();
            verdict(labels, check.verdict());
            check.evidence().calls().forEach(call -> observe(check, call));
        }
        outcomes.removeIf(labels -> !plan.contains(labels.subList(0, 3)));
        verdict.removeIf(labels -> !plan.contains(labels.subList(0, 3)));
        planned = plan;
    }

    private void verdict(List<String> check, Verdict is) {
        for (Verdict one : Verdict.values()) {
            verdict.labelValues(with(check, one.name())).set(one == is ? 1 : 0);
        }
    }

    /** Refusals and deadlines are no latencies. */
    private void observe(CheckResult check, CallEvidence call) {
        if (call.outcome().equals(Outcome.OK.name())) {
            call.requestMillis().forEach(millis -> requests.labelValues(check.path(), check.vantage()).observe(millis / 1000));
        }
    }

    private static List<String> labels(CheckResult check) {
        return List.of(check.path(), check.vantage(), check.id().substring(check.path().length() + 1));
    }

    private static String outcome(Outcome outcome) {
        return outcome == null ? NO_REQUEST : outcome.name();
    }

    private static String[] with(List<String> labels, String last) {
        return new String[] {labels.get(0), labels.get(1), labels.get(2), last};
    }
}
