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
    static final int SECONDS = 15;
    /** The cluster's name; cluster/down.sh removes whatever bears it. */
    private static final String CLUSTER = "org.namingofcats.cluster";
    /** Set by cluster/outside.sh alone. */
    private static final String OUTSIDE = "org.namingofcats.made-of";

    private final Function<List<String>, Reading> tool;
    private final Optional<Shells> shells;

    public Docker() {
        this(command -> Tool.run(SECONDS, command));
    }

    /** @param shells where commands run that are to read something in a container, one after another */
    public Docker(Shells shells) {
        this(command -> Tool.run(SECONDS, command), Optional.of(shells));
    }

    /** @param tool runs a command, {@code docker} in front; a test hands in one that is none */
    public Docker(Function<List<String>, Reading> tool) {
        this(tool, Optional.empty());
    }

    private Docker(Function<List<String>, Reading> tool, Optional<Shells> shells) {
        this.tool = tool;
        this.shells = shells;
    }

    /** What a docker command printed. */
    public Reading run(String... arguments) {
        return run(List.of(arguments));
    }

    /** What a docker command printed. */
    public Reading run(List<String> arguments) {
        return tool.apply(Stream.concat(Stream.of("docker"), arguments.stream()).toList());
    }

    /**
     * Takes away what is Docker's; what is not there need not be.
     *
     * @param command e.g. {@code rmi NAME}
     * @param list    prints what is left of it, e.g. {@code images --quiet NAME}
     * @throws IllegalStateException when something is, or Docker does not say
     */
    public void remove(List<String> command, List<String> list) {
        Reading removed = run(command);
        Reading left = removed.ok() ? removed : run(list);
        if (!removed.ok() && !(left.ok() && left.lines().isEmpty())) {
            throw new IllegalStateException(removed.problem());
        }
    }

    /** What a command printed in a container that has it. */
    public Reading exec(String container, List<String> command) {
        return shells.map(open -> open.run(List.of("docker", "exec", "--interactive", container, "sh"), command))
                .orElseGet(() -> run(Stream.concat(Stream.of("exec", container), command.stream()).toList()));
    }

    /** Ids of the running containers outside, whatever cluster they belong to. */
    public Reading outsiders() {
        return run("ps", "--quiet", "--filter", "label=" + OUTSIDE, "--filter", "label=" + CLUSTER);
    }

    /**
     * Ids of the running containers outside a cluster, of which there is one at most.
     *
     * @param context kubeconfig context; kind calls it {@code kind-<cluster>}
     */
    public Reading outsiders(String context) {
        return run("ps", "--quiet", "--filter", "label=" + OUTSIDE, "--filter", "label=" + label(context));
    }

    /** Name of a cluster's container outside that is there and does not run, as after a restart of this machine. */
    public Optional<String> stoppedOutside(String context) {
        return first(run("ps", "--all", "--format", "{{.Names}}", "--filter", "status=created", "--filter", "status=exited",
                "--filter", "status=dead", "--filter", "label=" + OUTSIDE, "--filter", "label=" + label(context)));
    }

    /**
     * Why it is not known whether a cluster has a container outside: Docker is there and does not tell. Where there is no Docker there is
     * none, nor of a cluster that is not called as kind's are: what it runs on is nothing of this machine's.
     */
    public Optional<String> silence(String context) {
        Reading running = outsiders(context);
        Reading told = first(running).map(id -> run("port", id, "8082/tcp")).orElse(running);
        return told.ok() || !context.startsWith("kind-") || told.problem().endsWith(Tool.ABSENT) ? Optional.empty()
                : Optional.of(told.problem());
    }

    /**
     * Label of what is a cluster's, for {@code docker run}: {@code make down} takes it away should it stay behind.
     *
     * @param context kubeconfig context
     */
    public static String label(String context) {
        return CLUSTER + "=" + context.replaceFirst("^kind-", "");
    }

    /**
     * Where the agent outside listens: its port is published on this machine's loopback, so that it is reached alike on
     * Linux, macOS and WSL2. Empty without Docker or container, which makes the outside checks skipped ones unless it is
     * {@link #stoppedOutside} or {@link #silence}.
     */
    public Optional<URI> outsideAgent(String context) {
        return first(outsiders(context)).flatMap(id -> first(run("port", id, "8082/tcp"))).map(address -> URI.create("http://" + address));
    }

    /**
     * What a tool printed in the network namespace of a container whose image has no tools.
     *
     * @param image that has the tool, e.g. a node's
     */
    public Reading inNetworkOf(String container, String image, List<String> command) {
        return shells.map(open -> open.run(Stream.concat(Stream.of("docker"), borrowing(container, image, List.of("--interactive"), "sh")).toList(), command))
                .orElseGet(() -> inNetworkOf(container, image, List.of(), command));
    }

    /** The same by a container of its own. {@code options} are further ones of {@code docker run}. */
    public Reading inNetworkOf(String container, String image, List<String> options, List<String> command) {
        return run(Stream.concat(borrowing(container, image, options, command.getFirst()), command.stream().skip(1)).toList());
    }

    private static Stream<String> borrowing(String container, String image, List<String> options, String program) {
        return Stream.of(List.of("run", "--rm", "--pull", "never", "--network", "container:" + container), options,
                List.of("--entrypoint", program, image)).flatMap(List::stream);
    }

    /** Image of a container, e.g. of a node. */
    public Reading imageOf(String container) {
        return run("inspect", "--type", "container", "--format", "{{.Config.Image}}", container);
    }

    private static Optional<String> first(Reading reading) {
        return reading.ok() ? reading.lines().stream().findFirst() : Optional.empty();
    }
}
