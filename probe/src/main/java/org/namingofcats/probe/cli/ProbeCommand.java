package org.namingofcats.probe.cli;

import org.namingofcats.probe.agent.AgentCommand;
import org.namingofcats.probe.workbook.LabsCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The probe's command line. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Asks a pod by every name it has, from everywhere, and proves who answered.",
        subcommands = {VerifyCommand.class, DialCommand.class, ExplainCommand.class, ProveCommand.class, RaceCommand.class, SoakCommand.class, BenchCommand.class,
            PageCommand.class, LabCommand.class, LabsCommand.class, DoctorCommand.class, CompletionCommand.class, AgentCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all checks passed", "1:a check failed", "2:none failed, but at least one is inconclusive",
            "64:wrong usage", "69:the cluster cannot be reached", "77:nothing could run: no lab, no permission"})
public class ProbeCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
