package org.namingofcats.probe.agent;

import io.quarkus.runtime.Quarkus;
import picocli.CommandLine.Command;

/** Runs as an agent: waits for requests to dial until the process is told to stop. */
@Command(name = "agent", mixinStandardHelpOptions = true,
        description = "Stays and dials what a run asks for; LAB_TOKEN holds the run's token.")
public class AgentCommand implements Runnable {
    @Override
    public void run() {
        Quarkus.waitForExit();
    }
}
