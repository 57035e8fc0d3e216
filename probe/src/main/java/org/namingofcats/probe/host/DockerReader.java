package org.namingofcats.probe.host;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Reads nodes that are containers of this machine's Docker, as kind's are, and the container outside. A container is
 * taken for a node only if it has the node's address too: the name alone may be that of another cluster.
 */
public final class DockerReader implements Reader {
    private static final String ADDRESSES = "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}";

    private final Docker docker;
    private final String anyNode;
    private final Map<String, String> problems = new ConcurrentHashMap<>();
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
        String problem = problems.computeIfAbsent(node.name(), name -> problem(node));
        return problem.isEmpty() ? docker.exec(node.name(), command) : Reading.failed(problem);
    }

    /** Why a node cannot be read; empty if it can. */
    private String problem(Spot.Node node) {
        Reading found = addresses(node.name());
        return !found.ok() ? "node " + node.name() + " is no container of a Docker on this machine"
                : has(found, List.of(node.ip())) ? ""
                : "the container " + node.name() + " is not the node: it has the address "
                        + String.join(" ", found.lines()).strip();
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
        Reading image = images.computeIfAbsent(anyNode, docker::imageOf);
        Reading container = containers.computeIfAbsent(outside, this::container);
        return !container.ok() ? container
                : !image.ok() ? Reading.failed("there is no node image with tools: " + image.problem())
                : docker.inNetworkOf(container.lines().getFirst(), image.lines().getFirst(), command);
    }

    /** The one that has the addresses. */
    private Reading container(Spot.Outside outside) {
        Reading running = docker.outsiders();
        for (String id : running.lines()) {
            Reading found = addresses(id);
            if (found.ok() && has(found, outside.addresses())) {
                return Reading.of(List.of(id));
            }
        }
        return running.ok() ? Reading.failed("the agent outside is no container of a Docker on this machine") : running;
    }

    private Reading addresses(String container) {
        return docker.run("inspect", "--type", "container", "--format", ADDRESSES, container);
    }
}
