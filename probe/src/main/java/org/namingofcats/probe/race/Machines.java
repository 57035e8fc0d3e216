package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.DockerReader;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Spot;
import org.namingofcats.probe.host.Tool;

/** Nodes as machines, where they are containers of a Docker on this one: their processes, and the machines themselves. */
final class Machines {
    private static final int SECONDS = 120;

    private static final Docker DOCKER = new Docker(command -> Tool.run(SECONDS, command));

    private final DockerReader reader;
    private final Lab lab;

    Machines(Lab lab) {
        this(lab, new DockerReader(lab.nodes().getFirst().name(), DOCKER));
    }

    Machines(Lab lab, DockerReader reader) {
        this.lab = lab;
        this.reader = reader;
    }

    /** Why the node cannot be reached as a machine; empty if it can. */
    Optional<String> missing(String node) {
        return Optional.ofNullable(reader.read(spot(node), List.of("true")).problem());
    }

    /**
     * Kills a container's process, as the kernel does when memory is short.
     *
     * @return a moment before that, by the node's clock in milliseconds since 1970: nothing was lost by it earlier
     */
    double kill(Pod pod, String container) {
        String id = statuses(pod).filter(status -> status.getName().equals(container)).findFirst()
                .map(ContainerStatus::getContainerID).orElseThrow().replaceFirst("^containerd://", "");
        String node = pod.getSpec().getNodeName();
        // By the shell of the node, so that hardly anything lies between the look at the clock and the kill.
        String script = "pid=$(ctr --namespace k8s.io tasks ls | awk -v id=" + id + " '$1 == id {print $2}') && at=$(date +%s%3N) && kill -9 \"$pid\" && echo $at";
        return Double.parseDouble(must(reader.read(spot(node), List.of("sh", "-c", script))).getFirst());
    }

    /** Stops a node as a machine that loses power: nobody on it has time to say goodbye. */
    void stop(String node) {
        must(DOCKER.run("kill", checked(node)));
    }

    /** Lets a node come up; one that is up is left alone. */
    void start(String node) {
        must(DOCKER.run("start", node));
    }

    /** Routes of a node that lead to other nodes' pods. */
    List<String> routes(String node) {
        return must(reader.read(spot(node), List.of("ip", "-4", "route", "show"))).stream()
                .filter(route -> route.contains(" via ") && !route.startsWith("default")).map(String::strip).sorted().toList();
    }

    /** Whether it is a container of ours, and has what it takes to forget connections. */
    boolean canForget(String node) {
        return reader.read(spot(node), List.of("conntrack", "--version")).ok();
    }

    /** Has the node's kernel forget connections that were never answered, and those to addresses where nobody is any more. */
    void forget(String node, Set<String> gone) {
        // Each of them fails when there is no such connection; that is none of the node's failures.
        must(reader.read(spot(node), List.of("sh", "-c", "conntrack --version > /dev/null || exit; conntrack -D -p tcp --state SYN_SENT; for pod in "
                + String.join(" ", gone) + "; do conntrack -D -p tcp --reply-src $pod; done; true")));
    }

    /** How often a container of a pod has been started again. */
    static int restarts(Pod pod, String container) {
        return statuses(pod).filter(status -> status.getName().equals(container)).mapToInt(ContainerStatus::getRestartCount).sum();
    }

    private static Stream<ContainerStatus> statuses(Pod pod) {
        return Stream.concat(pod.getStatus().getInitContainerStatuses().stream(), pod.getStatus().getContainerStatuses().stream());
    }

    private String checked(String node) {
        must(reader.read(spot(node), List.of("true")));
        return node;
    }

    private Spot.Node spot(String node) {
        return lab.nodes().stream().filter(one -> one.name().equals(node)).findFirst()
                .map(one -> new Spot.Node(one.name(), one.ip())).orElseThrow();
    }

    private static List<String> must(Reading reading) {
        if (!reading.ok()) {
            throw new SceneFailure(reading.problem());
        }
        return reading.lines();
    }
}
