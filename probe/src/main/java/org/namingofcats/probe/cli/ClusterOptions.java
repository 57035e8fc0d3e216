package org.namingofcats.probe.cli;

import java.net.URI;
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

    /** The agent outside, if there is one; {@code actual} is the context in use. */
    Optional<URI> outside(String actual) {
        return outside != null ? Optional.of(outside) : new Docker().outsideAgent(actual);
    }
}
