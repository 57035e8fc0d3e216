package org.namingofcats.probe.cli;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.namingofcats.probe.host.Docker;
import picocli.CommandLine.Option;

/** Which cluster, and where in it the lab is. */
public class ClusterOptions {
    @Option(names = "--context", paramLabel = "NAME", defaultValue = "${env:CONTEXT}",
            description = "kubeconfig context (default: $CONTEXT, else the current one)")
    String context;

    @Option(names = "--namespace", paramLabel = "NAME", defaultValue = "naming-of-cats",
            description = "namespace of the lab (default: ${DEFAULT-VALUE}); agents on the host network are in NAME-nodes")
    String namespace;

    @Option(names = "--outside", paramLabel = "URL", defaultValue = "${env:LAB_OUTSIDE}",
            description = "where an agent outside the cluster listens (default: $LAB_OUTSIDE, else the container that"
                    + " `make deploy` starts)")
    URI outside;

    /** @throws ProbeException when {@code --outside} is no address that an agent can have */
    void check() {
        if (outside != null && (outside.getHost() == null || outside.getPort() > 65535 || outside.getPort() == 0
                || !List.of("http", "https").contains(String.valueOf(outside.getScheme())))) {
            throw new ProbeException(ExitCode.USAGE, "--outside " + outside + " is not like http://host:8082",
                    "say where the agent outside listens, or leave it out");
        }
    }

    /** The agent outside, if there is one; {@code actual} is the context in use. */
    Optional<URI> outside(String actual) {
        return outside != null ? Optional.of(outside) : new Docker().outsideAgent(actual);
    }
}
