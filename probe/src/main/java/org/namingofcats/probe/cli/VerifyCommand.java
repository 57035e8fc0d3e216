package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.namingofcats.probe.experiment.Experiment;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.report.ConsoleTable;
import org.namingofcats.probe.report.Report;
import org.namingofcats.probe.report.ReportFolder;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.watch.Stop;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes every check and reports. */
@Command(name = "verify", mixinStandardHelpOptions = true,
        description = "Makes every request from every vantage and proves what happened.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all checks passed", "1:a check failed, or one was skipped and --require all was asked for", "2:none failed, but at least one is inconclusive",
            "64:wrong usage, or all checks passed and the report cannot be written", "69:the cluster cannot be reached",
            "77:nothing could run: no lab, no permission, every check is skipped, or a watch ended before its first round"})
public class VerifyCommand implements Callable<Integer> {
    enum Output { TABLE, JSON }

    enum Require { PASSED, ALL }

    @Mixin
    ClusterOptions cluster;

    @Option(names = "--path", paramLabel = "NAME", description = "only this path; may be repeated (default: all)")
    List<String> only = new ArrayList<>();

    @Option(names = "--output", paramLabel = "table|json", defaultValue = "table",
            description = "what to print on standard output (default: ${DEFAULT-VALUE})")
    Output output;

    @Option(names = "--report", paramLabel = "FOLDER", defaultValue = "target/lab-report",
            description = "where report.json, junit.xml and index.html go (default: ${DEFAULT-VALUE})")
    Path folder;

    @Option(names = "--require", paramLabel = "passed|all", defaultValue = "passed",
            description = "all: a skipped check fails the run (default: ${DEFAULT-VALUE})")
    Require require;

    @Option(names = "--patience", paramLabel = "SECONDS", defaultValue = "8",
            description = "how long one call may take to converge, 1 to 600 (default: ${DEFAULT-VALUE})")
    int patience;

    @Option(names = "--read-only", negatable = true,
            description = "leave out the experiments, which make objects in a namespace of their own"
                    + " (default: they are made; with --watch they are left out)")
    Boolean readOnly;

    @ArgGroup(exclusive = false, heading = "%nAgain and again:%n")
    WatchOptions watch;

    @Spec
    CommandSpec spec;

    private final List<NetworkPath> paths;
    private final List<Experiment> experiments;
    private final ObjectMapper json;

    @Inject
    VerifyCommand(@All List<NetworkPath> paths, @All List<Experiment> experiments, ObjectMapper json) {
        this.paths = paths.stream().sorted(Comparator.comparingInt(NetworkPath::rung)).toList();
        this.experiments = experiments;
        this.json = json;
    }

    @Override
    public Integer call() {
        List<NetworkPath> chosen = chosen();
        ReportFolder reports = new ReportFolder(folder, json, require == Require.ALL);
        if (watch == null) {
            reports.prepare("report.json", "junit.xml", "index.html");
        } else {
            reports.prepare(); // its readers have the last round's until the next is there
        }
        boolean changing = readOnly == null ? watch == null : !readOnly;
        Verification verification = new Verification(
                cluster, chosen, changing ? experiments : List.of(), Duration.ofSeconds(patience), json);
        return watch == null ? once(verification, reports) : new Rounds(
                verification, reports, summary -> exitCode(summary, require))
                .watch(watch, changing, spec.commandLine().getOut());
    }

    private int once(Verification verification, ReportFolder reports) {
        try {
            Report report = verification.make(Optional.empty(), new Stop());
            int code = exitCode(report.summary(), require);
            publish(report, reports, code);
            skipped(report, code).ifPresent(why -> {
                throw why;
            });
            return code;
        } catch (CutShort e) {
            publish(e.report(), reports, e.exitCode());
            throw e;
        }
    }

    /** On the screen first: what was measured is not lost when it cannot be written. */
    private void publish(Report report, ReportFolder reports, int code) {
        print(report);
        reports.write(report, code);
    }

    private List<NetworkPath> chosen() {
        Usage.range(spec, "--patience", patience, 1, 600);
        if (watch != null) {
            watch.check(spec);
            Usage.require(spec, output != Output.JSON, "--watch prints lines: leave out --output json");
        }
        return Usage.chosen(spec, "path", paths, NetworkPath::name, only);
    }

    private void print(Report report) {
        if (output == Output.JSON) {
            spec.commandLine().getOut().println(ReportFolder.json(report, json));
        } else {
            new ConsoleTable(spec.commandLine().getOut()).print(report);
        }
    }

    /** Why the run does not end well where no row of the table says so: by what was skipped. */
    private static Optional<ProbeException> skipped(Report report, int code) {
        String why = code == ExitCode.NOTHING_RAN ? "nothing could run, every check is skipped"
                : code == ExitCode.FAILED && report.summary().failed() == 0
                ? report.summary().skipped() + " of " + report.checks().size() + " checks skipped, and --require all was asked for" : null;
        return why == null ? Optional.empty() : Optional.of(new ProbeException(code, why, "each says what it lacks"));
    }

    /** One verdict for the run: a failure weighs more than not knowing, and knowing nothing at all is no success. */
    static int exitCode(Report.Summary summary, Require require) {
        return summary.failed() > 0 || require == Require.ALL && summary.skipped() > 0 ? ExitCode.FAILED
                : summary.inconclusive() > 0 ? ExitCode.INCONCLUSIVE
                : summary.passed() == 0 ? ExitCode.NOTHING_RAN
                : ExitCode.PASSED;
    }
}
