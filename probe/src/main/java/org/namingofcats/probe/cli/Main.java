package org.namingofcats.probe.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import org.namingofcats.probe.agent.DnsCache;
import picocli.CommandLine;

/** Starts Quarkus for one command. Only the agent listens: every other command would just take a port away. */
@QuarkusMain
public class Main implements QuarkusApplication {
    private final CommandLine.IFactory beans;

    @Inject
    Main(CommandLine.IFactory beans) {
        this.beans = beans;
    }

    /** @param args command line of {@link ProbeCommand} */
    public static void main(String... args) {
        DnsCache.off();
        if (args.length == 0 || !args[0].equals("agent")) {
            System.setProperty("quarkus.http.host-enabled", "false");
        }
        Quarkus.run(Main.class, args);
    }

    @Override
    public int run(String... args) {
        return commandLine(beans).execute(args);
    }

    /** The command line with the probe's exit codes and its one-line errors. */
    static CommandLine commandLine(CommandLine.IFactory beans) {
        CommandLine commands = new CommandLine(ProbeCommand.class, beans);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setParameterExceptionHandler((error, args) -> {
            CommandLine command = error.getCommandLine();
            command.getErr().println("probe: " + error.getMessage().lines().findFirst().orElse("wrong usage")
                    + ": see '" + command.getCommandSpec().qualifiedName() + " --help'");
            return ExitCode.USAGE;
        });
        commands.setExecutionExceptionHandler((error, command, result) -> {
            ProbeException told = ClusterTrouble.tell(error);
            command.getErr().println("probe: " + told.getMessage());
            return told.exitCode();
        });
        return commands;
    }
}
