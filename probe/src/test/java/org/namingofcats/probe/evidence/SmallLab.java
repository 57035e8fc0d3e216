package org.namingofcats.probe.evidence;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.namingofcats.api.AgentIdentity;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.DialResult.Timing;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.Line;

/** A lab of two workers as tests need it: one pod of service-a, three of service-b, and agents that answer as told. */
public final class SmallLab {
    public static final Lab.Pod A =
            new Lab.Pod("service-a-1", "naming-of-cats", "uid-a", "10.244.1.2", "worker", "service-a", 8080, Map.of("sidecar", 8081));
    public static final Lab.Pod B1 = b(1, "worker");
    public static final Lab.Pod B2 = b(2, "worker2");
    public static final Lab.Pod B3 = b(3, "worker2");
    public static final Set<Lab.Pod> ALL_B = Set.of(B1, B2, B3);
    public static final String CLIENT = "10.244.2.9";
    public static final Timing QUICK = new Timing(0, 0.1, 0.5, 0.7);

    private SmallLab() {}

    private static Lab.Pod b(int number, String node) {
        return new Lab.Pod("service-b-" + number, "naming-of-cats", "uid-b" + number, "10.244.2.1" + number, node, "service-b", 8080, Map.of());
    }

    /** The whole lab; every agent dials as {@code network} says. */
    public static Lab with(Function<DialRequest, DialResult> network) {
        return byPlace(place -> network);
    }

    /** The whole lab; an agent dials as the network of its place says. */
    public static Lab byPlace(Function<Place, Function<DialRequest, DialResult>> network) {
        return new Lab(
                List.of(new Lab.Node("worker", "172.18.0.2"), new Lab.Node("worker2", "172.18.0.3")),
                List.of(A, B1, B2, B3),
                List.of(service("service-a", "ClusterIP", "10.96.0.1", null, false, Set.of(A)),
                        service("service-b", "ClusterIP", "10.96.0.2", null, false, ALL_B),
                        service("nobody", "ClusterIP", "10.96.0.3", null, false, Set.of()),
                        service("service-b-node-port", "NodePort", "10.96.0.4", null, false, Set.of(B2, B3)),
                        service("service-a-load-balancer", "LoadBalancer", "10.96.0.5", "172.18.255.1", false, Set.of(A)),
                        service("service-b-load-balancer", "LoadBalancer", "10.96.0.6", "172.18.255.2", true, ALL_B)),
                List.of(route("/mypathA", service("service-a", "ClusterIP", "10.96.0.1", null, false, Set.of(A))),
                        route("/myPathB", service("service-b", "ClusterIP", "10.96.0.2", null, false, ALL_B)),
                        gateway("/myPathB", Map.of()), gateway("/", Map.of("x-cat", "service-b"))),
                List.of(agent(Place.NEIGHBOUR, "worker", "uid-a", network.apply(Place.NEIGHBOUR)),
                        agent(Place.POD, "worker", "uid-p1", network.apply(Place.POD)), agent(Place.POD, "worker2", "uid-p2", network.apply(Place.POD)),
                        agent(Place.NODE, "worker", "uid-n1", network.apply(Place.NODE)), agent(Place.NODE, "worker2", "uid-n2", network.apply(Place.NODE)),
                        agent(Place.OUTSIDE, null, null, network.apply(Place.OUTSIDE))),
                Map.of("172.18.0.2", new Lab.Owner(Lab.Owner.NODE, "worker"),
                        "10.244.2.66", new Lab.Owner(Lab.Owner.CONTROLLER, "envoy-1")));
    }

    private static Lab.Service service(
            String name, String type, String clusterIp, String address, boolean local, Set<Lab.Pod> ready) {
        return new Lab.Service(name, "naming-of-cats", name.equals("nobody") ? null : name.substring(0, "service-x".length()), type, clusterIp, 80, type.equals("ClusterIP") ? 0 : 30080,
                address, local, ready);
    }

    private static Lab.Route route(String path, Lab.Service service) {
        return new Lab.Route("lab", "contour", "172.18.255.9", null, path, true, service);
    }

    private static Lab.Route gateway(String path, Map<String, String> headers) {
        return new Lab.Route(Lab.Route.Kind.GATEWAY, "lab", "contour", "172.18.255.9", "gateway.example", path, true, headers,
                service("service-b", "ClusterIP", "10.96.0.2", null, false, ALL_B));
    }

    public static Agent agent(Place place, String node, String uid, Function<DialRequest, DialResult> network) {
        return new Agent(place, node, uid, new Line() {
            @Override
            public DialResult dial(DialRequest request) {
                return network.apply(request);
            }

            @Override
            public AgentIdentity identity() {
                return new AgentIdentity(node, null, List.of(CLIENT), null, "1");
            }
        });
    }

    /** An honest answer of {@code pod} to {@code request}. */
    public static DialResult answer(DialRequest request, Lab.Pod pod) {
        return ok(passport(request.nonce(), pod.workload(), pod, CLIENT));
    }

    public static DialResult ok(String body) {
        return new DialResult(Outcome.OK, 200, body, "10.0.0.1:80", CLIENT, QUICK, null);
    }

    public static DialResult failed(Outcome outcome) {
        return new DialResult(outcome, 0, null, "10.0.0.1:80", null, QUICK, "as told");
    }

    public static DialResult status(int status) {
        return new DialResult(Outcome.HTTP_ERROR, status, "", "10.0.0.1:80", CLIENT, QUICK, null);
    }

    public static String passport(String nonce, String container, Lab.Pod pod, String peer) {
        return """
                {"nonce":"%s","service":"%s","pod":"%s","podUid":"%s","podIp":"%s","node":"%s","container":"%s",
                 "macAddress":"0a:00","networkNamespace":"4026","path":"/","peerAddress":"%s","forwarded":{}}"""
                .formatted(nonce, container, pod.name(), pod.uid(), pod.ip(), pod.node(), container, peer);
    }

    /** Receipts of workloads that say they served each request so many times. */
    static Receipts served(int times) {
        return (pod, container, nonces) -> nonces.stream().collect(Collectors.toMap(nonce -> nonce, nonce -> times));
    }
}
