package org.namingofcats.probe.watch;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence.CallEvidence;
import org.namingofcats.probe.evidence.Evidence;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.report.Report;
import org.namingofcats.probe.report.SampleReport;
import org.namingofcats.probe.trouble.ExitCode;

/** Rounds in few words: {@code "cluster-ip/a PASS"}. */
final class Rows {
    private Rows() {}

    static Round round(String... rows) {
        Report report = SampleReport.of(SampleReport.make().cluster(), Arrays.stream(rows).map(Rows::check).toList());
        Report.Summary sum = report.summary();
        return new Round(sum.failed() > 0 ? ExitCode.FAILED : sum.inconclusive() > 0 ? ExitCode.INCONCLUSIVE : ExitCode.PASSED,
                report, null, Duration.ofMillis(1500));
    }

    static Round away() {
        return new Round(ExitCode.UNREACHABLE, null, "the cluster cannot be reached: start it", Duration.ofMillis(20));
    }

    static CheckResult check(String row) {
        String id = row.split(" ")[0];
        Verdict verdict = Verdict.valueOf(row.split(" ")[1]);
        Outcome outcome = verdict == Verdict.PASS ? Outcome.OK : verdict == Verdict.FAIL ? Outcome.REFUSED : null;
        return new CheckResult(id, id.substring(0, id.indexOf('/')), "node", "http://x/", "answer", outcome, verdict,
                "because\nof " + id + "\u009b2J", outcome == null ? Evidence.NONE : new Evidence(null, null, null, null, null, 2.0, 1.0,
                List.of(new CallEvidence("node:worker", "http://x/", outcome.name(), 0, 3, List.of(), List.of(), null, 0, 1, 1, 2,
                        List.of(0.4, 2.0, 30.0)))), null);
    }
}
