package org.namingofcats.probe.cli;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.trouble.Word;
import org.namingofcats.probe.vantage.Outside;
import picocli.CommandLine.Option;

/** Which cluster, and where in it the lab is. */
public class ClusterOptions {
    private static final String NAMESPACE = "naming-of-cats";

    @Option(names = "--context", paramLabel = "NAME", defaultValue = "${env:CONTEXT}",
            description = "kubeconfig context (default: $CONTEXT, else the current one)")
    String context;

    @Option(names = "--namespace", paramLabel = "NAME", defaultValue = NAMESPACE,
            description = "namespace of the lab (default: ${DEFAULT-VALUE}); agents on the host network are in NAME-nodes")
    String namespace;

    @Option(names = "--outside", paramLabel = "URL", defaultValue = "${env:LAB_OUTSIDE}",
            description = "where an agent outside the cluster listens (default: $LAB_OUTSIDE, else the container that"
                    + " `make deploy` starts)")
    URI outside;

    /** @throws ProbeException when {@code --outside} is no address that an agent can have, or there is no name for the namespace */
    void check() {
        if (namespace.isBlank()) {
            throw new ProbeException(ExitCode.USAGE, "--namespace is blank", "name the lab's namespace, or leave it out");
        }
        if (isToldOutside() && (outside.getHost() == null || outside.getPort() > 65535 || outside.getPort() == 0
                || !List.of("http", "https").contains(String.valueOf(outside.getScheme())))) {
            throw new ProbeException(ExitCode.USAGE, "--outside " + outside + " is not like http://host:8082",
                    "say where the agent outside listens, or leave it out");
        }
    }

    /** A variable that is blank is not set, as with {@code CONTEXT}. */
    private boolean isToldOutside() {
        return outside != null && !outside.toString().isBlank();
    }

    /** The options that lead another command to the same lab, each after a blank; {@code actual} is the context in use. */
    String again(String actual) {
        return " --context " + Word.quoted(actual) + (namespace.equals(NAMESPACE) ? "" : " --namespace " + Word.quoted(namespace))
                + (!isToldOutside() ? "" : " --outside " + Word.quoted(outside.toString()));
    }

    /** The agent outside, if there is one; {@code actual} is the context in use. */
    Optional<Outside> outside(String actual) {
        return outside(actual, new Docker());
    }

    /** The same; {@code docker} knows the container. */
    Optional<Outside> outside(String actual, Docker docker) {
        return isToldOutside() ? Optional.of(Outside.at(outside))
                : docker.outsideAgent(actual).map(Outside::at).or(() -> docker.stoppedOutside(actual).map(Outside::stopped))
                        .or(() -> docker.silence(actual).map(Outside::unknown));
    }
}
