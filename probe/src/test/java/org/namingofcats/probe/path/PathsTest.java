package org.namingofcats.probe.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Expectation;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Expectation.Status;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.vantage.Agent.Place;

/** What the paths plan, without making any of it. */
@QuarkusTest
class PathsTest {
    @Inject
    @All
    List<NetworkPath> paths;

    private final Lab lab = SmallLab.with(request -> null);

    private Map<String, Check> plan(Lab of) {
        return paths.stream().flatMap(path -> path.checks(of).stream())
                .collect(Collectors.toMap(Check::id, check -> check));
    }

    @Test
    void theLadderHasItsRungsInOrderAndEachPathOneOfItsOwn() {
        List<String> ladder = List.of("localhost", "pod-ip", "cluster-ip", "node-port", "load-balancer", "ingress", "gateway");
        assertEquals(ladder, paths.stream().sorted(Comparator.comparingInt(NetworkPath::rung)).map(NetworkPath::name).filter(ladder::contains).toList());
        assertEquals(paths.size(), paths.stream().map(NetworkPath::rung).distinct().count());
    }

    @Test
    void everyCheckIsCalledAfterItsPathAndIsThereOnce() {
        paths.forEach(path -> path.checks(lab).forEach(check -> assertEquals(path.name(), check.path())));
        assertFalse(plan(lab).isEmpty()); // toMap throws at the second of a name
    }

    @Test
    void everyClosedDoorHasAnOpenTwinInTheSamePlan() {
        Map<String, Check> plan = plan(lab);
        Set<String> twins = plan.values().stream().flatMap(check -> check.twin().stream()).collect(Collectors.toSet());
        assertTrue(twins.size() >= 6, () -> "only " + twins);
        twins.forEach(twin -> assertTrue(plan.containsKey(twin) && plan.get(twin).twin().isEmpty(), twin));
        plan.values().stream().filter(Check.Dial.class::isInstance).map(Check.Dial.class::cast)
                .filter(check -> check.calls().stream().map(Call::expectation).anyMatch(one -> one instanceof Closed || one instanceof Status))
                .forEach(closed -> assertTrue(closed.twin().isPresent(), closed.id()));
    }

    /** One that lets a node's address pass for the client's would not notice where it is lost. */
    @Test
    void eachPathSaysWhoseAddressTheWorkloadMustSee() {
        Map<String, Check> plan = plan(lab);
        Map.of(Source.KEPT, List.of("localhost/sidecar-from-same-pod", "pod-ip/from-other-node", "pod-ip/from-node",
                        "cluster-ip/service-a-by-ip-from-other-node", "cluster-ip/service-a-by-name-from-other-node",
                        "load-balancer/service-b-load-balancer-from-outside"), // whose traffic policy is Local
                Source.KEPT_OR_NODE, List.of("cluster-ip/service-a-by-ip-from-node", "node-port/service-b-node-port-at-worker2",
                        "load-balancer/service-a-load-balancer-from-outside"),
                Source.CONTROLLER, List.of("ingress/mypathA-from-outside", "gateway/myPathB-from-outside"))
                .forEach((source, ids) -> ids.forEach(id -> ((Check.Dial) plan.get(id)).calls()
                        .forEach(call -> assertEquals(source, ((Answer) call.expectation()).source(), id))));
    }

    @Test
    void twoServicesAtOneAddressAreFound() {
        Lab.Service one = lab.services("LoadBalancer").getFirst();
        Lab.Service two = new Lab.Service("another", one.namespace(), one.workload(), one.type(), one.clusterIp(), one.port(), one.nodePort(),
                one.address(), one.localPolicy(), one.ready());
        Lab shared = new Lab(lab.nodes(), lab.pods(), List.of(one, two), List.of(), lab.agents(), lab.owners());
        Check.Fact fact = (Check.Fact) plan(shared).get("load-balancer/own-addresses");
        assertEquals(Optional.of("service-a-load-balancer and another share the address 172.18.255.1"), fact.problem().apply(shared));
        assertEquals(Optional.empty(), fact.problem().apply(lab));
    }

    @Test
    void theNegativeThatDefinesEachPathIsThere() {
        assertTrue(plan(lab).keySet().containsAll(Set.of(
                "localhost/sidecar-closed-to-other-node", "pod-ip/closed-to-outside",
                "cluster-ip/service-b-closed-to-outside", "cluster-ip/nobody-without-endpoints",
                "ingress/wrong-case-mypatha-is-404", "ingress/wrong-case-mypathb-is-404",
                "gateway/wrong-case-mypathb-is-404", "gateway/the-root-is-404")), () -> plan(lab).keySet().toString());
    }

    /** Any failure is none, and a row that is not planned is missed by nobody. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "localhost/sidecar-closed-to-same-node                | 1 | REFUSED",
        "localhost/sidecar-closed-to-other-node               | 1 | REFUSED",
        "localhost/sidecar-closed-to-node                     | 2 | REFUSED",
        "localhost/sidecar-closed-to-outside                  | 1 | UNREACHABLE",
        "localhost/another-pods-localhost                     | 2 | REFUSED",
        "pod-ip/closed-to-outside                             | 4 | UNREACHABLE",
        "cluster-ip/service-a-closed-to-outside               | 1 | UNREACHABLE",
        "cluster-ip/service-b-closed-to-outside               | 1 | UNREACHABLE",
        "cluster-ip/nobody-without-endpoints                  | 2 | REFUSED",
        "cluster-ip/service-a-by-ip-from-same-pod             | 1 | 'answer of service-a, source address kept or any other'",
        "node-port/service-b-node-port-from-pods              | 2 | 'answer of service-b, all 2 pods and no other, source address kept or a node''s'",
        "node-port/service-b-node-port-from-node              | 2 | 'answer of service-b, all 2 pods and no other, source address kept or a node''s'",
        "load-balancer/service-a-load-balancer-from-pods      | 2 | 'answer of service-a, source address kept or a node''s'",
        "load-balancer/service-b-load-balancer-from-pods      | 2 | 'answer of service-b, all 3 pods and no other, source address kept or a node''s'",
        "ingress/mypathA-and-below                            | 1 | 'answer of service-a, source address of the ingress controller''s pod'",
        "ingress/mypathAxyz-is-404                            | 1 | HTTP 404",
        "ingress/wrong-case-mypatha-is-404                    | 1 | HTTP 404",
        "ingress/the-root-is-404                              | 1 | HTTP 404",
        "ingress/an-unknown-path-is-404                       | 1 | HTTP 404",
        "gateway/the-root-is-404                              | 1 | HTTP 404"})
    void eachRowAsksAsOftenAsItMustAndExpectsOneThing(String id, int calls, String expected) {
        assertEquals(Collections.nCopies(calls, expected),
                ((Check.Dial) plan(lab).get(id)).calls().stream().map(call -> call.expectation().text()).toList());
    }

    /** Every lab has one: that it is not there is no want of the cluster's. */
    @Test
    void noPodWithASidecarIsAFailure() {
        Lab without = new Lab(lab.nodes(), List.of(SmallLab.B1), lab.services(), lab.routes(), lab.agents(), lab.owners());
        Check.Fact fact = (Check.Fact) plan(without).get("localhost/sidecar-from-same-pod");
        assertEquals(Optional.of("no pod with a sidecar is ready: see `kubectl get pods`"), fact.problem().apply(without));
    }

    @Test
    void aLoadBalancerWithoutAnAddressBesideOneThatHasItIsFound() {
        Lab.Service one = lab.services("LoadBalancer").getFirst();
        Lab.Service two = new Lab.Service("another", one.namespace(), one.workload(), one.type(), one.clusterIp(), one.port(), one.nodePort(),
                null, one.localPolicy(), one.ready());
        Lab half = new Lab(lab.nodes(), lab.pods(), List.of(one, two), List.of(), lab.agents(), lab.owners());
        assertEquals(Optional.of("another has no IP address"), ((Check.Fact) plan(half).get("load-balancer/own-addresses")).problem().apply(half));
    }

    @Test
    void nodePortIsAskedOnEveryNode() {
        assertTrue(plan(lab).containsKey("node-port/service-b-node-port-at-worker2"));
        assertTrue(plan(lab).containsKey("node-port/service-b-node-port-at-worker-without-replica"));
    }

    /** A route that asks for a header is only open with it; the same path without it is a closed door. */
    @Test
    void aHeaderIsSentWhereTheRouteAsksForOne() {
        Check.Dial open = (Check.Dial) plan(lab).get("gateway/header-x-cat-from-outside");
        assertEquals(Map.of("x-cat", "service-b", "Host", "gateway.example"), open.calls().getFirst().headers());
        Check.Dial closed = (Check.Dial) plan(lab).get("gateway/the-root-is-404");
        assertEquals(Map.of("Host", "gateway.example"), closed.calls().getFirst().headers());
    }

    /** As lab 6 has one made: there is nothing that it does not match, and what is below it only the workload knows. */
    @Test
    void aRouteForEverythingOfAHostHasNoClosedDoors() {
        List<Lab.Route> routes = new ArrayList<>(lab.routes(Lab.Route.Kind.INGRESS));
        routes.add(new Lab.Route("skimbleshanks", "contour", "172.18.255.9", "skimble.example", "/", true, routes.getLast().service()));
        Map<String, Check> plan = plan(new Lab(lab.nodes(), lab.pods(), lab.services("ClusterIP"), routes, lab.agents(Place.values()), lab.owners()));
        assertTrue(plan.containsKey("ingress/everything-of-skimble.example-from-outside"));
        assertFalse(plan.containsKey("ingress/everything-of-skimble.example-and-below"), "a service says 404 to /below");
        assertTrue(plan.containsKey("ingress/the-root-is-404") && plan.containsKey("ingress/an-unknown-path-is-404"), "those of the other host stay");
        assertEquals(List.of(), plan.values().stream().filter(check -> check.twin().stream().anyMatch(twin -> twin.contains("skimble"))).map(Check::id).toList());
    }

    /** A second pod whose sidecar listens where it should not must not hide behind the first. */
    @Test
    void everyPodWithASidecarIsAskedAtIt() {
        Lab.Pod second = new Lab.Pod("service-a-2", "naming-of-cats", "uid-a2", "10.244.2.7", "worker2", "service-a", 8080, Map.of("sidecar", 8081));
        List<Lab.Pod> pods = new ArrayList<>(lab.pods());
        pods.add(second);
        Map<String, Check> plan = plan(new Lab(lab.nodes(), pods, lab.services(), lab.routes(), lab.agents(), lab.owners()));
        for (String what : List.of("sidecar-closed-to-node", "sidecar-closed-to-outside", "sidecar-closed-to-same-node", "sidecar-closed-to-other-node")) {
            assertTrue(((Check.Dial) plan.get("localhost/" + what)).calls().stream().anyMatch(call -> call.url().equals("http://10.244.2.7:8081/")), what);
        }
        assertEquals(List.of(new Expectation.OnePod(SmallLab.A), new Expectation.OnePod(second)),
                ((Check.Dial) plan.get("localhost/one-pod-two-containers")).calls().stream().map(Call::expectation).toList());
        assertEquals(List.of("neighbour", "pod:worker"),
                ((Check.Dial) plan.get("localhost/one-pod-two-containers")).calls().stream().map(call -> call.from().name()).toList());
    }

    @Test
    void aRouteToAServiceThatIsNotThereFails() {
        Lab.Service gone = new Lab.Service("servce-a", "naming-of-cats", null, "missing", null, 0, 0, null, false, Set.of());
        List<Lab.Route> routes = List.of(new Lab.Route("lab", "contour", "172.18.255.9", null, "/mypathA", true, gone), lab.routes().get(1));
        Lab broken = new Lab(lab.nodes(), lab.pods(), lab.services(), routes, lab.agents(), lab.owners());
        Check.Fact fact = (Check.Fact) plan(broken).get("ingress/mypathA-from-outside");
        assertEquals(Optional.of("lab leads to Service servce-a, which is not there"), fact.problem().apply(broken));
        assertTrue(plan(broken).containsKey("ingress/myPathB-from-outside"));
    }

    @Test
    void whatIsBelowAPathThatEndsWithAStrokeHasOneStroke() {
        List<Lab.Route> routes = List.of(new Lab.Route("cats", "contour", "172.18.255.9", null, "/cats/", true, lab.routes().getLast().service()));
        Map<String, Check> plan = plan(new Lab(lab.nodes(), lab.pods(), lab.services(), routes, lab.agents(), lab.owners()));
        assertEquals("http://172.18.255.9/cats/below", ((Check.Dial) plan.get("ingress/cats--and-below")).calls().getFirst().url());
    }

    /** As lab 11 has one made, which asks for the same header of another host; and paths that other hosts and objects have too. */
    @Test
    void routesThatAreAlikeHaveChecksOfTheirOwn() {
        Lab.Service service = lab.routes().getLast().service();
        List<Lab.Route> routes = new ArrayList<>(lab.routes());
        routes.add(gateway("tugger", "tugger.example", "/", Map.of("x-cat", "service-b"), service));
        routes.add(gateway("tugger", "tugger.example", "/", Map.of(), service));
        routes.add(gateway("other", "gateway.example", "/", Map.of("x-cat", "service-a"), service));
        routes.add(gateway("other", "gateway.example", "/", Map.of("x-cat", "nobody"), service));
        routes.add(gateway("upper", "upper.example", "/MYPATHb", Map.of(), service));
        routes.add(new Lab.Route("named", "contour", "172.18.255.9", "cats.example", "/mypathA", false, service));
        Set<String> ids = plan(new Lab(lab.nodes(), lab.pods(), lab.services(), routes, lab.agents(), lab.owners())).keySet();
        assertTrue(ids.containsAll(plan(lab).keySet()), "those of the lab's own routes stay as they are");
        assertTrue(ids.containsAll(Set.of("gateway/header-x-cat-of-tugger.example-from-outside", "gateway/everything-of-tugger.example-from-outside",
                "gateway/header-x-cat-of-gateway.example-from-outside", "gateway/header-x-cat-by-other-from-outside",
                "gateway/wrong-case-mypathb-of-upper.example-is-404", "ingress/mypathA-of-cats.example-from-outside")), ids::toString);
    }

    private static Lab.Route gateway(String name, String host, String path, Map<String, String> headers, Lab.Service service) {
        return new Lab.Route(Lab.Route.Kind.GATEWAY, name, "contour", "172.18.255.9", host, path, true, headers, service);
    }

    /** A node serves its own replicas to the outside and drops what it has none for. */
    @Test
    void aNodePortThatKeepsToItsNodeIsClosedWhereNoReplicaIs() {
        Lab.Service port = lab.services("NodePort").getFirst();
        Lab local = new Lab(lab.nodes(), lab.pods(), List.of(new Lab.Service(port.name(), port.namespace(), port.workload(), port.type(), port.clusterIp(),
                port.port(), port.nodePort(), port.address(), true, port.ready())), List.of(), lab.agents(), lab.owners());
        Map<String, Check> plan = plan(local);
        Check.Dial open = (Check.Dial) plan.get("node-port/service-b-node-port-at-worker2");
        assertEquals(Answer.ofNode(port, "worker2", Source.KEPT), open.calls().getFirst().expectation());
        Check.Dial closed = (Check.Dial) plan.get("node-port/service-b-node-port-at-worker-without-replica");
        assertEquals(new Closed(Set.of(Outcome.TIMEOUT, Outcome.REFUSED)), closed.calls().getFirst().expectation(), "who drops and who refuses differs");
        assertEquals(Optional.of(open.id()), closed.twin());
        assertEquals(List.of(), plan.keySet().stream().filter(id -> id.matches("node-port/service-b-node-port-from-.*")).toList());
    }

    private static Lab.Service inside(String name, Set<Lab.Pod> ready) {
        return new Lab.Service(name, "naming-of-cats", "service-b", "ClusterIP", "10.96.0.7", 80, 0, null, false, ready, false, true, List.of());
    }

    private static List<String> from(Check.Dial check) {
        return check.calls().stream().map(call -> call.from().name()).toList();
    }

    /** internalTrafficPolicy: Local. */
    @Test
    void aClusterIpThatKeepsToItsNodeIsClosedWhereNoReplicaIs() {
        List<Lab.Service> services = List.of(inside("everywhere", SmallLab.ALL_B), inside("there", Set.of(SmallLab.B2, SmallLab.B3)));
        Map<String, Check> plan = plan(new Lab(lab.nodes(), lab.pods(), services, List.of(), lab.agents(), lab.owners()));
        Check.Dial everywhere = (Check.Dial) plan.get("cluster-ip/everywhere-by-ip-from-same-node");
        assertEquals(List.of("pod:worker", "pod:worker2"), from(everywhere));
        everywhere.calls().forEach(call -> assertEquals(Answer.ofNode(services.getFirst(), call.from().node(), Source.KEPT), call.expectation()));
        Check.Dial open = (Check.Dial) plan.get("cluster-ip/there-by-ip-from-same-node");
        assertEquals(List.of("pod:worker2"), from(open));
        Check.Dial closed = (Check.Dial) plan.get("cluster-ip/there-by-ip-without-replica");
        assertEquals(List.of("pod:worker", "node:worker"), from(closed));
        closed.calls().forEach(call -> assertEquals(new Closed(Set.of(Outcome.TIMEOUT, Outcome.REFUSED)), call.expectation()));
        assertEquals(Optional.of(open.id()), closed.twin());
        Lab broken = new Lab(lab.nodes(), lab.pods(), List.of(inside("nowhere", Set.of())), List.of(), lab.agents(), lab.owners());
        assertEquals(2, from((Check.Dial) plan(broken).get("cluster-ip/nowhere-by-ip-from-other-node")).size(), "one without any is broken, and is asked");
        assertEquals(List.of("cluster-ip/there-by-ip-without-replica"), plan.keySet().stream().filter(id -> id.matches("cluster-ip/.*-replica")).toList());
    }

    @Test
    void whatAClusterCannotDoIsSkippedWithItsReason() {
        Lab without = new Lab(lab.nodes(), lab.pods(), lab.services("LoadBalancer"), List.of(), lab.agents(), lab.owners());
        for (String id : List.of("cluster-ip/by-ip", "node-port/at-every-node")) {
            assertTrue(plan(without).get(id) instanceof Check.Skipped, id);
        }
        Lab bare = new Lab(lab.nodes(), lab.pods(), lab.services("ClusterIP"), List.of(),
                lab.agents(Place.POD, Place.NODE), lab.owners());
        Set<String> skipped = new HashSet<>();
        plan(bare).values().stream().filter(Check.Skipped.class::isInstance).map(Check.Skipped.class::cast).forEach(check -> {
            assertFalse(check.reason().isBlank());
            skipped.add(check.id());
        });
        assertTrue(skipped.containsAll(Set.of("load-balancer/from-outside", "ingress/from-outside", "gateway/from-outside",
                "cluster-ip/service-a-closed-to-outside", "localhost/sidecar-from-same-pod")), skipped::toString);
    }
}
