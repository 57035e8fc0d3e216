package org.namingofcats.probe.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.trouble.Clean;

/** The report for a browser: one file that needs nothing else, no script, no network. */
final class HtmlReport {
    private HtmlReport() {}

    static String of(Report report) {
        Brief brief = new Brief(report.cluster().nodes());
        List<Group> groups = groups(report.checks(), brief);
        return Clean.text(OneFile.of("report.html")
                .data("cluster", report.cluster())
                .data("made", report.made())
                .data("madeAt", report.made().replace("T", " ").replace("Z", " UTC"))
                .data("summary", report.summary())
                .data("total", report.checks().size())
                .data("matrix", Matrix.of(report.checks()))
                .data("journeys", JourneyView.of(report.journeys(), brief))
                .data("groups", groups)
                .data("trouble", trouble(groups))
                .data("ledger", Ledger.of(report.checks(), brief))
                .data("timings", Timings.of(report.checks()))
                .render());
    }

    /**
     * Every check of one path.
     *
     * @param path   its name
     * @param checks in the order in which they were planned
     */
    record Group(String path, List<CheckView> checks) {}

    private static List<Group> groups(List<CheckResult> checks, Brief brief) {
        Map<String, List<CheckView>> byPath = checks.stream().collect(Collectors.groupingBy(CheckResult::path,
                LinkedHashMap::new, Collectors.mapping(check -> CheckView.of(check, brief), Collectors.toList())));
        return byPath.entrySet().stream().map(entry -> new Group(entry.getKey(), entry.getValue())).toList();
    }

    /** Failures before what is only unknown. */
    private static List<CheckView> trouble(List<Group> groups) {
        return groups.stream().flatMap(group -> group.checks().stream()).filter(CheckView::open)
                .sorted(Comparator.comparing(CheckView::style)).toList();
    }
}
