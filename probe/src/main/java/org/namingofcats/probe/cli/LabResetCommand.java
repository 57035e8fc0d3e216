package org.namingofcats.probe.cli;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Puts the lab back, from wherever it is. */
@Command(name = "reset", mixinStandardHelpOptions = true,
        description = "Puts the lab back to what was deployed: removes what was added in its namespace, undoes what was changed.")
public class LabResetCommand implements Callable<Integer> {
    @Mixin
    LabOptions options;

    @Spec
    CommandSpec spec;

    private final Workbench bench;

    @Inject
    LabResetCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = bench.open(options)) {
            bench.restore(session, options, out::println);
        }
        out.println("the lab is as it was deployed");
        out.flush();
        return ExitCode.PASSED;
    }
}
