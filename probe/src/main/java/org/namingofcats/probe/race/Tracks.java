package org.namingofcats.probe.race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;

/**
 * Every path to one workload, each by new connections and by kept ones, from where it is used: pod and Service addresses
 * from a pod, the others from outside. A path that the lab does not have has no track.
 */
public final class Tracks {
    private final Lab lab;
    private final String workload;
    private final Set<String> disturbed;
    private final List<Track> tracks = new ArrayList<>();

    private Tracks(Lab lab, String workload, Set<String> disturbed) {
        this.lab = lab;
        this.workload = workload;
        this.disturbed = disturbed;
    }

    /**
     * @param pod       whose own address is asked
     * @param disturbed nodes to which something is about to happen: who asks must not be on one of them
     */
    public static List<Track> of(Lab lab, Lab.Pod pod, Set<String> disturbed) {
        return new Tracks(lab, pod.workload(), disturbed).all(pod);
    }

    /** Where the inside agent of {@link #of} stands; empty when all agents are on disturbed nodes. */
    public static Optional<Agent> inside(Lab lab, String workload, Set<String> disturbed) {
        return lab.agents(Place.POD).stream().filter(agent -> !disturbed.contains(agent.node()))
                .min(Comparator.comparing(agent -> lab.pods().stream()
                        .anyMatch(pod -> pod.workload().equals(workload) && pod.node().equals(agent.node()))));
    }

    private List<Track> all(Lab.Pod pod) {
        inside(lab, workload, disturbed).ifPresent(agent -> {
            both(Track.POD_IP, agent, pod.url() + "/", Map.of());
            service("ClusterIP", service -> true).ifPresent(service ->
                    both("cluster-ip", agent, "http://" + service.clusterIp() + ":" + service.port() + "/", Map.of()));
        });
        lab.agents(Place.OUTSIDE).stream().findFirst().ifPresent(this::outside);
        return List.copyOf(tracks);
    }

    private void outside(Agent agent) {
        service("NodePort", service -> !service.localPolicy()).ifPresent(service ->
                both("node-port", agent, "http://" + door() + ":" + service.nodePort() + "/", Map.of()));
        service("LoadBalancer", service -> service.address() != null && !service.localPolicy()).ifPresent(service ->
                both("load-balancer", agent, "http://" + service.address() + ":" + service.port() + "/", Map.of()));
        lab.routes().stream().filter(route -> route.address() != null && route.service() != null && route.service().isThere())
                .filter(route -> workload.equals(route.service().workload())).findFirst().ifPresent(route ->
                        both("ingress", agent, "http://" + route.address() + route.path(),
                                route.host() == null ? Map.of() : Map.of("Host", route.host())));
    }

    /** The node whose address is asked: one that is disturbed, if any is, to see what a name is worth that names a node. */
    private String door() {
        return lab.nodes().stream().min(Comparator.comparing((Lab.Node node) -> !disturbed.contains(node.name()))
                .thenComparing(node -> lab.pods().stream().noneMatch(pod -> pod.node().equals(node.name()))))
                .orElseThrow().ip();
    }

    private Optional<Lab.Service> service(String type, Predicate<Lab.Service> fits) {
        return lab.services(type).stream().filter(service -> workload.equals(service.workload())).filter(fits).findFirst();
    }

    private void both(String path, Agent agent, String url, Map<String, String> headers) {
        tracks.add(new Track(path, false, agent, url, headers, workload));
        tracks.add(new Track(path, true, agent, url, headers, workload));
    }
}
