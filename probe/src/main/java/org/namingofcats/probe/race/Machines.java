package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.explain.DockerReader;
import org.namingofcats.probe.explain.Spot;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Tool;

/** Nodes as machines, where they are containers of a Docker on this one: their processes, and the machines themselves. */
final class Machines {
    private static final int SECONDS = 120;

    private final Docker docker = new Docker(command -> Tool.run(SECONDS, command));
    private final DockerReader reader;
    private final Lab lab;

    Machines(Lab lab) {
        this.lab = lab;
        this.reader = new DockerReader(lab.nodes().getFirst().name());
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

    /** Stops a node as a machine that loses power, and lets it come up again. */
    void restart(String node) {
        stop(node);
        start(node);
    }

    /** Stops a node as a machine that loses power: nobody on it has time to say goodbye. */
    void stop(String node) {
        must(docker.run("kill", checked(node)));
    }

    /** Lets a node come up; one that is up is left alone. */
    void start(String node) {
        must(docker.run("start", node));
    }

    /** Routes of a node that lead to other nodes' pods. */
    List<String> routes(String node) {
        return must(reader.read(spot(node), List.of("ip", "-4", "route", "show"))).stream()
                .filter(route -> route.contains(" via ") && !route.startsWith("default")).map(String::strip).sorted().toList();
    }

    /**
     * Has the kernels of all nodes forget, when the experiment is over, the connections that were never answered, those that are being
     * closed, and those to pods that have gone: each is an entry that leads its source port to who is gone, whatever the Service's rules say since.
     * It lives for two minutes without an answer (nf_conntrack_tcp_timeout_syn_sent), five while something is under way
     * (_unacknowledged), a day when its pod had no time to say goodbye (_established, as kube-proxy sets it), and as long as
     * the client goes on repeating a goodbye that the pod did not stay to hear (_last_ack). kube-proxy clears such entries of UDP
     * only. A client that comes by that port again, in the next experiment, is lost by what was before.
     */
    static void forgetConnectionsAfter(Scene scene) {
        Set<String> before = addresses(scene);
        scene.before("have the nodes forget connections to nobody", () -> {
            Set<String> gone = new TreeSet<>(before);
            gone.removeAll(addresses(scene));
            scene.lab().nodes().forEach(node -> new Machines(scene.lab()).forget(node.name(), gone));
        });
    }

    private void forget(String node, Set<String> gone) {
        // Each of them fails when there is no such connection. Lanes are off, so what is still being closed belongs to nobody.
        reader.read(spot(node), List.of("sh", "-c", "for state in SYN_SENT FIN_WAIT CLOSE_WAIT LAST_ACK; do conntrack -D -p tcp --state $state; done; "
                + "for pod in " + String.join(" ", gone) + "; do conntrack -D -p tcp --reply-src $pod; done"));
    }

    private static Set<String> addresses(Scene scene) {
        return scene.client().pods().inAnyNamespace().list().getItems().stream().map(pod -> pod.getStatus().getPodIP())
                .filter(Objects::nonNull).collect(Collectors.toSet());
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
