package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.namingofcats.probe.bench.BenchFailure;
import org.namingofcats.probe.bench.BenchFiles;
import org.namingofcats.probe.bench.BenchReport;
import org.namingofcats.probe.bench.Comparison;
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
        exitCodeList = {"0:nothing is slower", "1:something is", "2:one of the two came to no verdict", "64:wrong usage, a file that is no bench, or benches of different things"})
public class BenchCompareCommand implements Callable<Integer> {
    @Option(names = "--fresh", paramLabel = "FILE", defaultValue = "target/lab-report/bench.json",
            description = "what was measured now (default: ${DEFAULT-VALUE})")
    Path fresh;

    @Option(names = "--recorded", paramLabel = "FILE", defaultValue = "docs/bench.json", description = "what it is compared with (default: ${DEFAULT-VALUE})")
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
        Comparison comparison = Comparison.of(read(fresh, "`make bench` measures anew"), read(recorded, "name another with --recorded"));
        if (comparison.doubt() == null && comparison.isOfNothing()) {
            throw new ProbeException(ExitCode.USAGE, fresh + " and " + recorded + " are benches of different things: no figure is in both",
                    "name another with --fresh or --recorded");
        }
        PrintWriter out = spec.commandLine().getOut();
        comparison.worse().forEach(line -> out.println("✘ slower  " + line));
        comparison.better().forEach(line -> out.println("✔ faster  " + line));
        comparison.unknown().forEach(name -> out.println("○ alone   " + name));
        out.printf("%d slower, %d faster, %d the same within their spread, %d in one of the two only%n", comparison.worse().size(),
                comparison.better().size(), comparison.same(), comparison.unknown().size());
        if (comparison.doubt() != null) {
            out.println("no verdict: " + comparison.doubt());
        }
        out.flush();
        return comparison.doubt() != null ? ExitCode.INCONCLUSIVE : comparison.worse().isEmpty() ? ExitCode.PASSED : ExitCode.FAILED;
    }

    private BenchReport read(Path file, String remedy) {
        try {
            return BenchFiles.read(file, json);
        } catch (BenchFailure e) {
            throw new ProbeException(ExitCode.USAGE, e.getMessage(), remedy);
        }
    }
}
