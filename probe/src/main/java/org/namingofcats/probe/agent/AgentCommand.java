package org.namingofcats.probe.agent;

import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;
import picocli.CommandLine.Command;

/** Runs as an agent: waits for requests to dial until the process is told to stop. */
@Command(name = "agent", mixinStandardHelpOptions = true,
        description = "Stays and dials what a run asks for; LAB_TOKEN holds the run's token.")
public class AgentCommand implements Runnable {
    private static final Logger LOG = Logger.getLogger(AgentCommand.class);

    private final RunToken token;

    @Inject
    AgentCommand(RunToken token) {
        this.token = token;
    }

    @Override
    public void run() {
        if (!token.isThere()) {
            LOG.warn("LAB_TOKEN is not set: this agent refuses every request with 401 and does not get ready");
        }
        Quarkus.waitForExit();
    }
}
