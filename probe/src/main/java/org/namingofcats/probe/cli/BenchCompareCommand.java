package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.namingofcats.probe.bench.BenchFailure;
import org.namingofcats.probe.bench.BenchFiles;
import org.namingofcats.probe.bench.BenchReport;
import org.namingofcats.probe.bench.Comparison;
import org.namingofcats.probe.bench.PerformancePage;
import org.namingofcats.probe.bench.Subject;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A bench beside the recorded one. */
@Command(name = "compare", mixinStandardHelpOptions = true,
        description = "Compares a bench with the recorded one: what is slower by more than the spread is named.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is slower", "1:something is", "2:one of the two came to no verdict, or they were not made alike", "64:wrong usage, a file that is no bench, or benches of different things"})
public class BenchCompareCommand implements Callable<Integer> {
    @Option(names = "--fresh", paramLabel = "FILE", defaultValue = "target/lab-report/bench.json",
            description = "what was measured now (default: ${DEFAULT-VALUE})")
    Path fresh;

    @Option(names = "--recorded", paramLabel = "FILE", description = "what it is compared with (default: the file in docs/ of the same name; of growth, that of kube-proxy's mode)")
    Path recorded;

    @Spec
    CommandSpec spec;

    private final ObjectMapper json;

    @Inject
    BenchCompareCommand(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Integer call() {
        BenchReport measured = read(fresh, "`make bench` measures anew");
        Path before = recorded != null ? recorded
                : recordedFor(Path.of("docs"), fresh, measured.setting() == null ? null : measured.setting().proxyMode());
        Comparison comparison = Comparison.of(measured, read(before, "name another with --recorded"));
        PrintWriter out = spec.commandLine().getOut();
        if (comparison.doubt() != null) {
            out.println("no verdict: " + comparison.doubt());
            out.flush();
            return ExitCode.INCONCLUSIVE;
        }
        if (comparison.isOfNothing()) {
            throw new ProbeException(ExitCode.USAGE, fresh + " and " + before + " are benches of different things: no figure is in both",
                    "name another with --fresh or --recorded");
        }
        comparison.worse().forEach(line -> out.println("✘ slower   " + line));
        comparison.better().forEach(line -> out.println("✔ faster   " + line));
        comparison.leftOut().forEach(line -> out.println("○ left out " + line));
        out.printf("%d slower, %d faster, %d the same within their spread, %d not compared%n", comparison.worse().size(),
                comparison.better().size(), comparison.same(), comparison.leftOut().size());
        out.flush();
        return comparison.worse().isEmpty() ? ExitCode.PASSED : ExitCode.FAILED;
    }

    /** What is recorded of the same bench, as {@link PerformancePage} names it; of one that has another name, the ladder. */
    static Path recordedFor(Path docs, Path fresh, String proxyMode) {
        String name = String.valueOf(fresh.getFileName());
        Path named = docs.resolve(name.equals(Subject.GROWTH.file()) ? Subject.GROWTH.recorded(proxyMode) : name);
        return Files.exists(named) ? named : docs.resolve(Subject.LADDER.file());
    }

    private BenchReport read(Path file, String remedy) {
        try {
            return BenchFiles.read(file, json);
        } catch (BenchFailure e) {
            throw new ProbeException(ExitCode.USAGE, e.getMessage(), remedy);
        }
    }
}
