package org.namingofcats.probe.host;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Docker of this machine as far as it holds a lab: the nodes that kind made, which are containers called as the nodes
 * are, and the container outside. Elsewhere nothing of it is there, and every reading says so.
 */
public final class Docker {
    private static final int SECONDS = 15;
    /** Set by cluster/outside.sh; its value is the cluster's name. */
    private static final String OUTSIDE = "org.namingofcats.cluster";

    private final Function<List<String>, Reading> tool;

    public Docker() {
        this(command -> Tool.run(SECONDS, command));
    }

    /** @param tool runs a command, {@code docker} in front; a test hands in one that is none */
    public Docker(Function<List<String>, Reading> tool) {
        this.tool = tool;
    }

    /** What a docker command printed. */
    public Reading run(String... arguments) {
        return run(List.of(arguments));
    }

    /** What a docker command printed. */
    public Reading run(List<String> arguments) {
        return tool.apply(Stream.concat(Stream.of("docker"), arguments.stream()).toList());
    }

    /** Ids of the running containers outside, whatever cluster they belong to. */
    public Reading outsiders() {
        return run("ps", "--quiet", "--filter", "label=" + OUTSIDE);
    }

    /**
     * Id of the container outside a cluster.
     *
     * @param context kubeconfig context; kind calls it {@code kind-<cluster>}
     * @return empty without Docker or container, which makes the outside checks skipped ones
     */
    public Optional<String> outside(String context) {
        return first(run("ps", "--quiet", "--filter", "label=" + OUTSIDE + "=" + context.replaceFirst("^kind-", "")));
    }

    /**
     * Where the agent outside listens: its port is published on this machine's loopback, so that it is reached alike on
     * Linux, macOS and WSL2.
     */
    public Optional<URI> outsideAgent(String context) {
        return outside(context).flatMap(id -> first(run("port", id, "8082/tcp"))).map(address -> URI.create("http://" + address));
    }

    /**
     * Runs a tool in the network namespace of a container whose image has no tools.
     *
     * @param image   that has the tool, e.g. a node's
     * @param options further options of {@code docker run}
     */
    public Reading inNetworkOf(String container, String image, List<String> options, List<String> command) {
        return run(Stream.of(List.of("run", "--rm", "--pull", "never", "--network", "container:" + container), options,
                List.of("--entrypoint", command.getFirst(), image), command.subList(1, command.size()))
                .flatMap(List::stream).toList());
    }

    /** Image of a container, e.g. of a node. */
    public Reading imageOf(String container) {
        return run("inspect", "--type", "container", "--format", "{{.Config.Image}}", container);
    }

    private static Optional<String> first(Reading reading) {
        return reading.ok() ? reading.lines().stream().findFirst() : Optional.empty();
    }
}
