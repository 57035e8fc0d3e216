package org.namingofcats.probe.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Lab.Service;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;

/** What a path must show and this lab cannot is skipped, by its name and with its reason: {@code --require all} would not miss it otherwise. */
class AbsentRowsTest {
    private final Lab lab = SmallLab.with(request -> null);

    private static List<Check> plan(Lab lab) {
        return Stream.of(new LocalhostPath(), new PodIpPath(), new ClusterIpPath(), new NodePortPath(), new LoadBalancerPath(), new IngressPath(),
                new GatewayPath()).flatMap(path -> path.checks(lab).stream()).toList();
    }

    private static Set<String> skipped(Lab lab) {
        return plan(lab).stream().filter(Check.Skipped.class::isInstance).map(Check::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private Lab with(List<Service> services) {
        return new Lab(lab.nodes(), lab.pods(), services, lab.routes(), lab.agents(), lab.owners());
    }

    private Lab without(Predicate<Service> which) {
        return with(lab.services().stream().filter(which.negate()).toList());
    }

    private Service changed(Service of, Set<Lab.Pod> ready, boolean local) {
        return new Service(of.name(), of.namespace(), of.workload(), of.type(), of.clusterIp(), of.port(), of.nodePort(), of.address(), local, ready);
    }

    @Test
    void aWholeLabLacksNothing() {
        assertEquals(Set.of(), skipped(lab));
    }

    @Test
    void aServiceWithoutEndpoints() {
        Lab without = without(service -> service.name().equals("nobody"));
        assertEquals(Set.of("cluster-ip/without-endpoints"), skipped(without));
        Set<String> others = plan(lab).stream().map(Check::id).collect(Collectors.toSet());
        others.remove("cluster-ip/nobody-without-endpoints");
        assertTrue(plan(without).stream().map(Check::id).collect(Collectors.toSet()).containsAll(others), "what is there is called as it was");
    }

    @Test
    void oneWithEndpointsAndItsTwin() {
        Lab nobody = without(service -> service.type().equals("ClusterIP") && !service.name().equals("nobody"));
        assertEquals(Set.of("cluster-ip/by-ip"), skipped(nobody));
        assertEquals(Optional.of("cluster-ip/by-ip"), new ClusterIpPath().checks(nobody).getLast().twin(), "which proves it of nobody");
    }

    @Test
    void aNodeBesideThePods() {
        List<Agent> agents = lab.agents().stream().filter(agent -> !"worker2".equals(agent.node())).toList();
        List<Service> services = lab.services().stream().map(service -> changed(service, service.workload() == null ? Set.of()
                : Set.of(service.workload().equals("service-a") ? SmallLab.A : SmallLab.B1), service.localPolicy())).toList();
        Lab one = new Lab(lab.nodes().subList(0, 1), List.of(SmallLab.A, SmallLab.B1), services, List.of(), agents, lab.owners());
        assertEquals(Set.of("cluster-ip/by-ip-from-other-node", "cluster-ip/by-name-from-other-node", "gateway/from-outside", "ingress/from-outside",
                "localhost/sidecar-closed-to-other-node", "node-port/without-replica", "pod-ip/from-other-node"), skipped(one));
        plan(one).stream().filter(Check.Skipped.class::isInstance).map(Check.Skipped.class::cast)
                .forEach(check -> assertTrue(check.reason().length() > 20, check::toString));
    }

    @Test
    void anAgentOnANode() {
        List<Agent> agents = lab.agents(Place.POD, Place.NEIGHBOUR, Place.OUTSIDE);
        Lab without = new Lab(lab.nodes(), lab.pods(), lab.services(), lab.routes(), agents, lab.owners());
        Set<String> skipped = skipped(without);
        assertEquals(List.of("no agent of this cluster is on the host network"), plan(without).stream().filter(check -> check.id().equals("pod-ip/from-node"))
                .map(check -> ((Check.Skipped) check).reason()).toList(), "a second node would not show it");
        assertTrue(skipped.containsAll(Set.of("cluster-ip/by-ip-from-node", "cluster-ip/by-name-from-node")), skipped::toString);
    }

    /** What each Service lacks is its own fault, and fails; no more than that is said of the path. */
    @Test
    void noneOfThemWhereOneServiceHasLostItsPods() {
        assertEquals(Set.of(), skipped(with(lab.services().stream().map(service -> changed(service,
                "service-b".equals(service.workload()) ? Set.of() : service.ready(), service.localPolicy())).toList())));
    }

    @Test
    void aNodePortOfANodeWithoutAReplica() {
        Set<Lab.Pod> everywhere = Set.of(SmallLab.B1, SmallLab.B2);
        List<Service> services = new ArrayList<>(lab.services());
        services.replaceAll(service -> service.type().equals("NodePort") ? changed(service, everywhere, false) : service);
        assertEquals(Set.of("node-port/without-replica"), skipped(with(services)));
        services.replaceAll(service -> service.type().equals("NodePort") ? changed(service, Set.of(SmallLab.B2), true) : service);
        assertEquals(Set.of("node-port/without-replica"), skipped(with(services)), "one that keeps to its node does not answer where it has none");
    }

    @Test
    void aSecondAddressOfALoadBalancer() {
        assertEquals(Set.of("load-balancer/own-addresses"), skipped(without(service -> service.name().equals("service-a-load-balancer"))));
    }

    @Test
    void aLoadBalancerThatKeepsTheClientsAddress() {
        List<Service> services = new ArrayList<>(lab.services());
        services.replaceAll(service -> service.type().equals("LoadBalancer") ? changed(service, service.ready(), false) : service);
        assertEquals(Set.of("load-balancer/local-keeps-the-client"), skipped(with(services)));
    }
}
