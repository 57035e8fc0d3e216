package org.namingofcats.probe.cli;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.util.Locale;
import org.namingofcats.probe.agent.DnsCache;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
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
        Locale.setDefault(Locale.ROOT); // what is written is English, and its numbers are read by browsers and other programs
        DnsCache.off();
        if (args.length == 0 || !args[0].equals("agent")) {
            System.setProperty("quarkus.http.host-enabled", "false");
        }
        Quarkus.run(Main.class, Main::end, args);
    }

    /** Quarkus's own way to tell that it could not start is a stack trace. */
    private static void end(int exitCode, Throwable problem) {
        if (problem != null) {
            System.err.println("probe: " + new ProbeException(ExitCode.NOTHING_RAN, "cannot start: " + ProbeException.brief(problem),
                    "look at the environment's QUARKUS_… and LAB_…, and for an agent at who has its port").getMessage());
        }
        System.exit(problem == null ? exitCode : ExitCode.NOTHING_RAN);
    }

    @Override
    public int run(String... args) {
        try {
            return commandLine(beans).execute(args);
        } catch (Error e) { // out of memory, for one; what is an exception has been told by then
            System.err.println("probe: " + ClusterTrouble.tell(e).getMessage());
            return ExitCode.FAILED;
        }
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
            if (!ApplicationLifecycleManager.isVmShuttingDown()) { // else a signal has closed what the command was working with
                command.getErr().println("probe: " + told.getMessage());
            }
            return told.exitCode();
        });
        return commands;
    }
}
