package org.namingofcats.probe.report;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.evidence.Verdict;

/**
 * Path × vantage: how many checks came to which verdict.
 *
 * @param vantages the columns, nearest first
 * @param rows     the paths
 */
record Matrix(List<String> vantages, List<Row> rows) {

    /** One path from everywhere. */
    record Row(String path, List<List<Tally>> cells) {}

    /** Checks of one path from one vantage with the same verdict. */
    record Tally(String style, String sign, String word, long count) {}

    static Matrix of(List<CheckResult> checks) {
        Set<String> vantages = new LinkedHashSet<>();
        Arrays.stream(Vantage.values()).map(Vantage::label)
                .filter(label -> checks.stream().anyMatch(check -> check.vantage().equals(label))).forEach(vantages::add);
        checks.forEach(check -> vantages.add(check.vantage()));
        return new Matrix(List.copyOf(vantages), checks.stream().map(CheckResult::path).distinct()
                .map(path -> new Row(path, vantages.stream().map(vantage -> cell(checks, path, vantage)).toList())).toList());
    }

    private static List<Tally> cell(List<CheckResult> checks, String path, String vantage) {
        return Arrays.stream(Verdict.values()).map(verdict -> new Tally(CheckView.style(verdict),
                        Paint.mark(verdict).substring(0, 1), word(verdict), checks.stream()
                        .filter(check -> check.path().equals(path) && check.vantage().equals(vantage)
                                && check.verdict() == verdict).count()))
                .filter(tally -> tally.count() > 0).toList();
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "passed";
            case FAIL -> "failed";
            case SKIPPED -> "skipped";
            case INCONCLUSIVE -> "inconclusive";
        };
    }
}
