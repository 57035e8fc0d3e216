package org.namingofcats.probe.race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
 * from a pod, the others from outside. A path that the lab does not have has no track, nor has one that nobody can ask by: {@link Unasked} tells.
 */
public final class Tracks {
    /** Paths that are asked from a pod. */
    static final Set<String> INSIDE = Set.of(Track.POD_IP, "cluster-ip");

    private final Lab lab;
    private final String workload;
    private final Set<String> disturbed;
    private final List<Track> tracks = new ArrayList<>();

    /** Where a path leads in. */
    private record Door(String url, Map<String, String> headers) {}

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

    /** The paths that lead to a pod's workload in this lab, whether there is anybody to ask by them or not. */
    static Set<String> leading(Lab lab, Lab.Pod pod) {
        return new Tracks(lab, pod.workload(), Set.of()).doors(pod).keySet();
    }

    /** The path of an Ingress to a workload that has an address; a Gateway's routes are none of these. */
    static Optional<Lab.Route> ingress(Lab lab, String workload) {
        return lab.routes(Lab.Route.Kind.INGRESS).stream()
                .filter(route -> route.address() != null && route.service() != null && route.service().isThere())
                .filter(route -> workload.equals(route.service().workload())).findFirst();
    }

    private List<Track> all(Lab.Pod pod) {
        Optional<Agent> inside = inside(lab, workload, disturbed);
        Optional<Agent> outside = lab.agents(Place.OUTSIDE).stream().findFirst();
        doors(pod).forEach((path, door) -> (INSIDE.contains(path) ? inside : outside).ifPresent(agent -> both(path, agent, door)));
        return List.copyOf(tracks);
    }

    private Map<String, Door> doors(Lab.Pod pod) {
        Map<String, Door> doors = new LinkedHashMap<>();
        doors.put(Track.POD_IP, new Door(pod.url() + "/", Map.of()));
        service("ClusterIP", service -> true).ifPresent(service ->
                doors.put("cluster-ip", new Door("http://" + service.clusterIp() + ":" + service.port() + "/", Map.of())));
        service("NodePort", service -> !service.localPolicy()).ifPresent(service ->
                doors.put("node-port", new Door("http://" + node() + ":" + service.nodePort() + "/", Map.of())));
        service("LoadBalancer", service -> service.address() != null && !service.localPolicy()).ifPresent(service ->
                doors.put("load-balancer", new Door("http://" + service.address() + ":" + service.port() + "/", Map.of())));
        ingress(lab, workload).ifPresent(route -> doors.put(Track.INGRESS, new Door(route.url(route.path()), route.hostHeader())));
        return doors;
    }

    /** The node whose address is asked: one that is disturbed, if any is, to see what a name is worth that names a node. */
    private String node() {
        return lab.nodes().stream().min(Comparator.comparing((Lab.Node node) -> !disturbed.contains(node.name()))
                .thenComparing(node -> lab.pods().stream().noneMatch(pod -> pod.node().equals(node.name()))))
                .orElseThrow().ip();
    }

    private Optional<Lab.Service> service(String type, Predicate<Lab.Service> fits) {
        return lab.services(type).stream().filter(service -> workload.equals(service.workload())).filter(fits).findFirst();
    }

    private void both(String path, Agent agent, Door door) {
        tracks.add(new Track(path, false, agent, door.url(), door.headers(), workload));
        tracks.add(new Track(path, true, agent, door.url(), door.headers(), workload));
    }
}
