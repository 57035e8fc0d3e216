package org.namingofcats.probe.host;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads nodes that are containers of this machine's Docker, as kind's are, and the container outside. A container is
 * taken for a node only if it has the node's address too: the name alone may be that of another cluster.
 */
public final class DockerReader implements Reader {
    private static final String ADDRESSES = "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}";

    private final Docker docker;
    private final String anyNode;
    private final Map<String, Reading> nodes = new ConcurrentHashMap<>();
    private final Map<String, Reading> images = new ConcurrentHashMap<>();
    private final Map<Spot.Outside, Reading> containers = new ConcurrentHashMap<>();

    /** @param anyNode name of a node, whose image has the tools that the container outside lacks */
    public DockerReader(String anyNode) {
        this(anyNode, new Docker());
    }

    /** @param docker with its shells kept open, where much is read */
    public DockerReader(String anyNode, Docker docker) {
        this.anyNode = anyNode;
        this.docker = docker;
    }

    @Override
    public Reading read(Spot spot, List<String> command) {
        return switch (spot) {
            case Spot.Node node -> onNode(node, command);
            case Spot.Pod pod -> inPod(pod, command);
            case Spot.Outside outside -> outside(outside, command);
        };
    }

    private Reading onNode(Spot.Node node, List<String> command) {
        String problem = problem(node, once(nodes, node.name(), this::addresses));
        return problem == null ? docker.exec(node.name(), command) : Reading.failed(problem);
    }

    /** Why a node cannot be read, {@code null} if it can. */
    private static String problem(Spot.Node node, Reading found) {
        return isAbsent(found) ? "node " + node.name() + " is no container of a Docker on this machine"
                : !found.ok() ? "whether node " + node.name() + " is a container of this machine's Docker is not known: " + found.problem()
                : has(found, List.of(node.ip())) ? null
                : isBlank(found) ? "the container " + node.name() + " does not run"
                : "the container " + node.name() + " is not the node: it has the address "
                        + String.join(" ", found.lines()).strip();
    }

    /** What Docker says is asked for once. That it says nothing, or that a container does not run, may be otherwise the next time. */
    private static <K> Reading once(Map<K, Reading> said, K what, Function<K, Reading> look) {
        Reading found = said.computeIfAbsent(what, look);
        if (!isAbsent(found) && (!found.ok() || isBlank(found))) {
            said.remove(what, found);
        }
        return found;
    }

    /** Whether Docker itself says that there is no such thing, or is not there. */
    private static boolean isAbsent(Reading reading) {
        return !reading.ok() && (reading.problem().endsWith(Tool.ABSENT) || reading.problem().toLowerCase(Locale.ROOT).contains("no such"));
    }

    private static boolean isBlank(Reading reading) {
        return String.join("", reading.lines()).isBlank();
    }

    private static boolean has(Reading addresses, List<String> wanted) {
        return addresses.lines().stream().flatMap(line -> Arrays.stream(line.strip().split(" "))).anyMatch(wanted::contains);
    }

    /** By a process that lives in the pod's namespace; ours has no shell, the node's tools go there in its stead. */
    private Reading inPod(Spot.Pod pod, List<String> command) {
        Reading spaces = onNode(pod.node(), List.of("lsns", "--type", "net", "--noheadings", "--output", "NS,PID"));
        if (!spaces.ok()) {
            return spaces;
        }
        return spaces.lines().stream().map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length == 2 && words[0].equals(pod.inode())).findFirst()
                .map(words -> onNode(pod.node(), Stream.concat(
                        Stream.of("nsenter", "--target", words[1], "--net"), command.stream()).toList()))
                .orElseGet(() -> Reading.failed(
                        "node " + pod.node().name() + " shows no process in network namespace " + pod.inode()));
    }

    private Reading outside(Spot.Outside outside, List<String> command) {
        Reading image = once(images, anyNode, docker::imageOf);
        Reading container = once(containers, outside, this::container);
        return !container.ok() ? container
                : !image.ok() ? Reading.failed("there is no node image with tools: " + image.problem())
                : docker.inNetworkOf(container.lines().getFirst(), image.lines().getFirst(), command);
    }

    /** The one that has the addresses. */
    private Reading container(Spot.Outside outside) {
        Reading running = docker.outsiders();
        if (!running.ok()) {
            return running;
        }
        Reading none = Reading.failed("the agent outside is no container of a Docker on this machine");
        for (String id : running.lines()) {
            Reading found = addresses(id);
            if (found.ok() && has(found, outside.addresses())) {
                return Reading.of(List.of(id));
            }
            none = found.ok() || isAbsent(found) ? none : found;
        }
        return none;
    }

    private Reading addresses(String container) {
        return docker.run("inspect", "--type", "container", "--format", ADDRESSES, container);
    }
}
