package org.namingofcats.probe.page;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.report.Report;

/** Tells a {@link Feed} of a verification: each result as it comes, and the report that counts when all is done. */
public final class ReportSight implements Progress {
    private final Feed feed;
    private final ConcurrentHashMap<String, Integer> order = new ConcurrentHashMap<>();
    private final ConcurrentHashMap.KeySetView<String, Boolean> made = ConcurrentHashMap.newKeySet();

    /** What is told of the whole, beside its checks. */
    record Whole(Report.Cluster cluster, Report.Summary summary, String made) {}

    /** How many checks have been made, of how many. */
    record Count(int made, int planned) {}

    public ReportSight(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void planned(List<Check> checks) {
        order.clear();
        checks.forEach(check -> order.put(check.id(), order.size()));
        feed.keepOnly("check", order.keySet());
        count();
    }

    @Override
    public void made(CheckResult result) {
        made.add(result.id());
        feed.put("check", result.id(), CheckSight.of(result, order.getOrDefault(result.id(), order.size()), true));
        count();
    }

    private void count() {
        feed.put("progress", "", new Count(made.size(), order.size()));
    }

    /** No more is to come: the checks are those of the report. */
    public void show(Report report) {
        feed.keepOnly("check", report.checks().stream().map(CheckResult::id).toList());
        for (int i = 0; i < report.checks().size(); i++) {
            CheckResult check = report.checks().get(i);
            feed.put("check", check.id(), CheckSight.of(check, i, false));
        }
        feed.put("report", "", new Whole(report.cluster(), report.summary(), report.made()));
        feed.put("progress", "", null);
    }
}
