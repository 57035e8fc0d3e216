package org.namingofcats.probe.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence.CallEvidence;

/** What each path costs from each vantage, phase by phase: medians over the clients that got an answer. */
final class Timings {
    private Timings() {}

    /**
     * One path from one vantage.
     *
     * @param path      network path
     * @param vantage   where the requests started
     * @param requests  how many were made
     * @param lookup    name lookup, milliseconds
     * @param connect   TCP handshake
     * @param firstByte wait for the answer
     * @param total     the whole
     * @param bar       widths of the phases in percent of the slowest row's total: lookup, connect, first byte
     */
    record Entry(
            String path, String vantage, int requests, String lookup, String connect, String firstByte, String total,
            List<Long> bar) {}

    static List<Entry> of(List<CheckResult> checks) {
        Map<List<String>, List<CallEvidence>> answered = new LinkedHashMap<>();
        for (CheckResult check : checks) {
            List<CallEvidence> calls = check.evidence().calls().stream()
                    .filter(call -> call.outcome().equals(Outcome.OK.name())).toList();
            if (!calls.isEmpty()) {
                answered.computeIfAbsent(List.of(check.path(), check.vantage()), key -> new ArrayList<>()).addAll(calls);
            }
        }
        double slowest = answered.values().stream()
                .mapToDouble(calls -> median(calls, CallEvidence::totalMillis)).max().orElse(0);
        return answered.entrySet().stream().map(entry -> entry(entry.getKey(), entry.getValue(), slowest)).toList();
    }

    private static Entry entry(List<String> key, List<CallEvidence> calls, double slowest) {
        double lookup = median(calls, CallEvidence::lookupMillis);
        double connect = median(calls, CallEvidence::connectMillis);
        double firstByte = median(calls, CallEvidence::firstByteMillis);
        double total = median(calls, CallEvidence::totalMillis);
        return new Entry(key.get(0), key.get(1), calls.stream().mapToInt(CallEvidence::made).sum(),
                CheckView.phase(lookup), CheckView.phase(connect), CheckView.phase(firstByte), CheckView.phase(total),
                List.of(percent(lookup, slowest), percent(connect, slowest), percent(firstByte, slowest)));
    }

    private static long percent(double millis, double slowest) {
        return slowest == 0 ? 0 : Math.round(100 * millis / slowest);
    }

    private static double median(List<CallEvidence> calls, ToDoubleFunction<CallEvidence> phase) {
        double[] sorted = calls.stream().mapToDouble(phase).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
