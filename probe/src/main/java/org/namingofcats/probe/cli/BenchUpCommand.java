package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.namingofcats.probe.bench.BenchFailure;
import org.namingofcats.probe.bench.PerformancePage;
import org.namingofcats.probe.bench.Subject;
import org.namingofcats.probe.bench.Up;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code make lab} costs. */
@Command(name = "up", mixinStandardHelpOptions = true,
        description = "Compares what `make bench-up` has timed: `make lab` and its phases beside a bare cluster.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every aim is met", "1:an aim is missed", "2:no verdict", "64:wrong usage", "77:the times are no times"})
public class BenchUpCommand implements Callable<Integer> {
    @Option(names = "--times", paramLabel = "FILE", required = true, description = "what cluster/bench-up.sh has noted")
    Path times;

    @Mixin
    BenchOutput output;

    @Spec
    CommandSpec spec;

    private final ObjectMapper json;

    @Inject
    BenchUpCommand(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Integer call() {
        try {
            Up up = Up.of(times);
            int code = output.publish(Subject.UP, () -> up.report(System.getenv().getOrDefault("CONTEXT", "")),
                    json, spec.commandLine().getOut());
            if (output.page != null) {
                ProbeException.beside(code, () -> PerformancePage.of(output.page, Subject.UP).draw("up.svg", up.drawing()));
            }
            return code;
        } catch (BenchFailure e) {
            throw new ProbeException(ExitCode.NOTHING_RAN, e.getMessage(), "`make bench-up` times anew");
        }
    }
}
