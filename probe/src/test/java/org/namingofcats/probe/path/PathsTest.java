package org.namingofcats.probe.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Check;
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
    void theLadderHasSevenRungs() {
        assertEquals(List.of("localhost", "pod-ip", "cluster-ip", "node-port", "load-balancer", "ingress", "gateway"),
                paths.stream().sorted(Comparator.comparingInt(NetworkPath::rung)).map(NetworkPath::name).toList());
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
    }

    @Test
    void theNegativeThatDefinesEachPathIsThere() {
        assertTrue(plan(lab).keySet().containsAll(Set.of(
                "localhost/sidecar-closed-to-other-node", "pod-ip/closed-to-outside",
                "cluster-ip/service-b-closed-to-outside", "cluster-ip/nobody-without-endpoints",
                "ingress/wrong-case-mypatha-is-404", "ingress/wrong-case-mypathb-is-404",
                "gateway/wrong-case-mypathb-is-404", "gateway/the-root-is-404")), () -> plan(lab).keySet().toString());
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

    /** As lab 6 has one made: there is nothing that it does not match, and what is below it begins with one stroke. */
    @Test
    void aRouteForEverythingOfAHostHasNoClosedDoors() {
        List<Lab.Route> routes = new ArrayList<>(lab.routes(Lab.Route.Kind.INGRESS));
        routes.add(new Lab.Route("skimbleshanks", "contour", "172.18.255.9", "skimble.example", "/", true, routes.getLast().service()));
        Map<String, Check> plan = plan(new Lab(lab.nodes(), lab.pods(), lab.services("ClusterIP"), routes, lab.agents(Place.values()), lab.owners()));
        Check.Dial below = (Check.Dial) plan.get("ingress/everything-of-skimble.example-and-below");
        assertEquals("http://172.18.255.9/below", below.calls().getFirst().url());
        assertTrue(plan.containsKey("ingress/the-root-is-404") && plan.containsKey("ingress/an-unknown-path-is-404"), "those of the other host stay");
        assertEquals(List.of(), plan.values().stream().filter(check -> check.twin().stream().anyMatch(twin -> twin.contains("skimble"))).map(Check::id).toList());
    }

    @Test
    void whatAClusterCannotDoIsSkippedWithItsReason() {
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
