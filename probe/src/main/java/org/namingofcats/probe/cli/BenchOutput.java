package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.namingofcats.probe.bench.BenchFiles;
import org.namingofcats.probe.bench.BenchReport;
import org.namingofcats.probe.bench.BenchTable;
import org.namingofcats.probe.bench.PerformancePage;
import org.namingofcats.probe.bench.Subject;
import org.namingofcats.probe.report.ReportFolder;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import picocli.CommandLine.Option;

/** Where the result of a bench goes. */
class BenchOutput {
    @Option(names = "--report", paramLabel = "FOLDER", defaultValue = "target/lab-report", description = "where the JSON goes (default: ${DEFAULT-VALUE})")
    Path folder;

    @Option(names = "--update", paramLabel = "PAGE", description = "write the tables into this page, between its marks; the JSON and what is drawn go beside it")
    Path page;

    /**
     * Prints a result and leaves it in the report's folder and on the page, if there is one. That they take it is seen to before
     * anything is measured.
     *
     * @return the exit code
     */
    int publish(Subject subject, Supplier<BenchReport> measure, ObjectMapper json, PrintWriter out) {
        PerformancePage written = page == null ? null : PerformancePage.of(page, subject);
        ReportFolder reports = new ReportFolder(folder, json);
        reports.prepare(subject.file()); // `bench compare` would take yesterday's for this one's
        BenchReport report = measure.get();
        new BenchTable(out).print(report);
        int code = switch (report.verdict()) {
            case BenchReport.MET -> ExitCode.PASSED;
            case BenchReport.MISSED -> ExitCode.FAILED;
            default -> ExitCode.INCONCLUSIVE;
        };
        reports.write(Map.of(subject.file(), BenchFiles.text(report, json)), code);
        if (written != null) {
            ProbeException.beside(code, () -> written.write(report, json));
        }
        return code;
    }
}
