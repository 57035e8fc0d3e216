package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.experiment.Experiment;
import org.namingofcats.probe.experiment.Experiments;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.report.ConsoleTable;
import org.namingofcats.probe.report.Report;
import org.namingofcats.probe.report.ReportFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes every check and reports. */
@Command(name = "verify", mixinStandardHelpOptions = true,
        description = "Makes every request from every vantage and proves what happened.")
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

    @Spec
    CommandSpec spec;

    @Option(names = "--read-only", description = "leave out the experiments, which make objects in a namespace of their own")
    boolean readOnly;

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
        try (Session session = Session.open(cluster, json);
                Experiments stage = session.experiments(readOnly ? List.of() : experiments)) {
            List<CheckResult> results = session.verify(lab -> plan(chosen, stage, lab), Duration.ofSeconds(patience));
            Report report = Report.of(ClusterFacts.of(session, session.look()), results);
            new ReportFolder(folder, json).write(report);
            print(report);
            return exitCode(report.summary(), require);
        }
    }

    private List<NetworkPath> chosen() {
        if (patience < 1 || patience > 600) {
            throw new ParameterException(spec.commandLine(), "--patience " + patience + " is not from 1 to 600");
        }
        List<String> names = paths.stream().map(NetworkPath::name).toList();
        only.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new ParameterException(spec.commandLine(), "no path " + name + ", there are " + String.join(", ", names));
        });
        return paths.stream().filter(path -> only.isEmpty() || only.contains(path.name())).toList();
    }

    private static List<Check> plan(List<NetworkPath> paths, Experiments experiments, Lab lab) {
        return paths.stream().flatMap(path -> Stream.concat(
                path.checks(lab).stream(), experiments.of(path.name(), lab).stream())).toList();
    }

    private void print(Report report) {
        if (output == Output.JSON) {
            spec.commandLine().getOut().println(ReportFolder.json(report, json));
        } else {
            new ConsoleTable(spec.commandLine().getOut()).print(report);
        }
    }

    /** One verdict for the run: a failure weighs more than not knowing, and knowing nothing at all is no success. */
    static int exitCode(Report.Summary summary, Require require) {
        return summary.failed() > 0 || require == Require.ALL && summary.skipped() > 0 ? ExitCode.FAILED
                : summary.inconclusive() > 0 ? ExitCode.INCONCLUSIVE
                : summary.passed() == 0 ? ExitCode.NOTHING_RAN
                : ExitCode.PASSED;
    }
}
