package org.namingofcats.probe.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.AgentIdentity;
import org.namingofcats.probe.evidence.Lab.Pod;
import org.namingofcats.probe.evidence.Lab.Route;
import org.namingofcats.probe.evidence.Lab.Service;
import org.namingofcats.probe.path.ClusterIpPath;
import org.namingofcats.probe.path.PodIpPath;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.AgentUnreachable;
import org.namingofcats.probe.vantage.Outside;

/** What is read off the API server of {@code discovery.yaml}: a small lab with what should be left out beside it. */
@EnableKubernetesMockClient(crud = true)
class DiscoveryTest {
    static KubernetesClient client;
    static KubernetesMockServer server;

    private static final Map<String, String> UIDS = new HashMap<>();
    private static Lab lab;

    @BeforeAll
    static void look() throws IOException {
        String objects;
        try (InputStream file = DiscoveryTest.class.getResourceAsStream("/discovery.yaml")) {
            objects = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String document : objects.split("(?m)^---$")) {
            HasMetadata created = client.resource(document.replace("uid-b1", uid("service-b-1")).replace("uid-a1", uid("service-a-1"))
                    .replace("uid-web", uid("web-1")).replace("uid-agent", uid("agent-1"))).create();
            UIDS.put(created.getMetadata().getName(), created.getMetadata().getUid()); // the server gives UIDs, as a real one does
        }
        client.pods().inNamespace("naming-of-cats").withName("service-b-3").delete(); // a finalizer keeps it terminating
        agent("agent-2", "worker2", "Pending");
        agent("agent-evicted", "worker3", "Failed");
        agent("agent-done", "worker3", "Succeeded");
        agent("agent-nowhere", null, "Pending");
        agent("agent-without-room", null, "Pending");
        client.pods().inNamespace("naming-of-cats").withName("agent-without-room").edit(pod -> new PodBuilder(pod).editSpec().withNewAffinity()
                .withNewNodeAffinity().withNewRequiredDuringSchedulingIgnoredDuringExecution().addNewNodeSelectorTerm().addNewMatchField()
                .withKey("metadata.name").withOperator("In").withValues("worker3").endMatchField().endNodeSelectorTerm().endRequiredDuringSchedulingIgnoredDuringExecution().endNodeAffinity().endAffinity().endSpec().build());
        agent("agent-going", "worker3", "Running");
        client.pods().inNamespace("naming-of-cats").withName("agent-going").edit(pod -> new PodBuilder(pod).editMetadata().withFinalizers("lab/keep").endMetadata().build());
        client.pods().inNamespace("naming-of-cats").withName("agent-going").delete();
        lab = new Discovery(client, "naming-of-cats", "naming-of-cats-nodes", "token",
                Optional.of(Outside.at(URI.create("http://127.0.0.1:1"))), new ObjectMapper()).look();
    }

    /** One like {@code agent-1} that is not ready. */
    private static void agent(String name, String node, String phase) {
        client.resource(new PodBuilder(client.pods().inNamespace("naming-of-cats").withName("agent-1").get())
                .editMetadata().withName(name).withUid(null).withResourceVersion(null).endMetadata()
                .editSpec().withNodeName(node).endSpec().withNewStatus().withPhase(phase).endStatus().build()).create();
    }

    private static String uid(String name) {
        return UIDS.getOrDefault(name, "none");
    }

    private static Service service(String name) {
        return lab.services().stream().filter(service -> service.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void onlyPodsThatServeAreThere() {
        assertEquals(Set.of("service-a-1", "service-b-1"), lab.pods().stream().map(Pod::name).collect(Collectors.toSet()),
                "not the one that is not ready, nor the one that is going, nor one of others, whatever its port is called");
    }

    @Test
    void aPodIsKnownByWhatItsPassportWillSay() {
        assertEquals(new Pod("service-a-1", "naming-of-cats", uid("service-a-1"), "10.244.1.2", "worker", "service-a", 8080, Map.of("sidecar", 8081)),
                lab.pods().stream().filter(pod -> pod.workload().equals("service-a")).findFirst().orElseThrow());
    }

    @Test
    void aServiceHasThePodsThatItsSlicesCallReady() {
        assertEquals(Set.of("service-b-1"), service("service-b").ready().stream().map(Pod::name).collect(Collectors.toSet()));
        assertEquals("10.96.0.2", service("service-b").clusterIp());
        assertTrue(service("nobody").ready().isEmpty());
        assertNull(service("nobody").workload(), "it says of itself that it has none");
        assertEquals("service-b", service("service-b-load-balancer").workload());
        assertEquals("Headless", service("service-b-pods").type());
        assertNull(service("service-b-pods").clusterIp());
    }

    /** {@code kubectl create service} gives it another label; the selector that a page tells is not wrong for that. */
    @Test
    void aServiceThatDoesNotSayWhoseItIsMeansWhosePodsItHas() {
        assertEquals("service-b", service("munkustrap").workload());
        assertEquals("service-a", service("astray").workload(), "it says so, and its selector leads to others");
        assertEquals("skimbleshanks", service("skimbleshanks").workload(), "of two workloads nobody knows which is meant");
        assertEquals("service-b-pods", service("service-b-pods").workload(), "it has none");
    }

    @Test
    void aLoadBalancerHasAnAddressAndAPolicy() {
        assertEquals("172.18.255.1", service("service-b-load-balancer").address());
        assertTrue(service("service-b-load-balancer").localPolicy());
        assertNull(service("service-b").address());
    }

    @Test
    void whatAServiceKeepsToIsTold() {
        assertTrue(service("munkustrap").sticky() && service("munkustrap").localInside());
        assertFalse(service("service-b").sticky() || service("service-b").localInside());
    }

    /** The API server sends nodes and zones to those whose hints name them; who is in no hint, to all. */
    @Test
    void whoIsNearIsTold() {
        assertEquals(List.of(Set.of("service-b-1"), Set.of("service-a-1", "service-b-1"), Set.of("service-a-1")),
                service("near").near().stream().map(pods -> pods.stream().map(Pod::name).collect(Collectors.toSet())).toList());
        assertEquals(List.of(), service("service-b").near());
    }

    @Test
    void ofSeveralPortsTheOneOfTheWorkloadsIsAsked() {
        assertEquals(81, service("several").port(), "the first leads elsewhere, the second is none of TCP");
        assertEquals(30902, service("several").nodePort());
        assertEquals(80, service("service-b").port());
    }

    @Test
    void anEndpointOfWhichNothingIsSaidIsReady() {
        assertEquals(Set.of("service-b-1"), service("several").ready().stream().map(Pod::name).collect(Collectors.toSet()));
    }

    /** A Service that a user made for pods of his own; but what says that it is a workload's, and is not, is broken. */
    @Test
    void whatIsNotTheLabsIsNotAsked() {
        for (String name : List.of("web", "exposed", "by-hand")) {
            assertEquals(Service.OF_OTHERS, service(name).type(), name);
            Check check = new ClusterIpPath().checks(lab).stream().filter(each -> each.id().equals("cluster-ip/" + name + "-by-ip")).findFirst().orElseThrow();
            assertTrue(check instanceof Check.Skipped, name);
        }
        assertEquals(Service.OF_OTHERS, service("headless-of-others").type());
        for (String name : List.of("to-agents", "service-b", "nobody", "replaced")) {
            assertEquals("ClusterIP", service(name).type(), name);
        }
    }

    @Test
    void anIngressLeadsToAService() {
        Lab.Route route = lab.routes(Lab.Route.Kind.INGRESS).getFirst();
        assertEquals("/myPathB", route.path());
        assertEquals("172.18.255.9", route.address());
        assertEquals("service-b", route.service().name());
        assertTrue(route.prefix());
    }

    @Test
    void aRuleMayHaveNoPathAndNoServiceBehindIt() {
        assertEquals(List.of("/myPathB", "/lost", "/", "/myPathB", "/theirs"), lab.routes(Lab.Route.Kind.INGRESS).stream().map(Lab.Route::path).toList());
        assertNull(lab.routes(Lab.Route.Kind.INGRESS).get(2).service(), "what is behind it is no Service");
        assertEquals(List.of(false, false, true, false, false), lab.routes(Lab.Route.Kind.INGRESS).stream().map(Lab.Route::loose).toList());
        assertEquals("admetus", lab.routes(Lab.Route.Kind.INGRESS).get(3).name(), "the lab's own come first, however others are called");
    }

    @Test
    void anIngressOfAnotherNamespaceAtTheSameAddressIsKnownAndNotAsked() {
        assertEquals("somebody-else/lab", lab.routes(Lab.Route.Kind.INGRESS).getLast().name());
        assertNull(lab.routes(Lab.Route.Kind.INGRESS).getLast().service());
    }

    @Test
    void aNodeIsThereWhetherItIsReadyOrNotAndHasAnAddress() {
        assertEquals(List.of(new Lab.Node("worker", "172.18.0.2"), new Lab.Node("worker2", "172.18.0.3")), lab.nodes());
    }

    @Test
    void anHttpRouteHangsOnItsGateway() {
        List<Lab.Route> routes = lab.routes(Lab.Route.Kind.GATEWAY);
        assertEquals(List.of("/", "/c.t", "/half", "/other-port"), routes.stream().map(Lab.Route::path).toList(), "a Gateway that is not there has no routes,"
                + " and what a header's pattern, a method or a query matches is not known");
        assertEquals("172.18.255.9", routes.getFirst().address());
        assertEquals("gateway.example", routes.getFirst().host());
        assertEquals(Map.of("x-cat", "service-b"), routes.getFirst().headers());
        assertEquals("service-b", routes.getFirst().service().name());
        assertTrue(routes.get(1).loose() && routes.get(1).service() == null, "what else a pattern matches is not known either");
        assertNull(routes.get(2).service(), "of two backends nobody knows which one answers");
        assertEquals(List.of(80, 80, 80, 8080), routes.stream().map(Lab.Route::port).toList());
        assertNull(routes.getLast().service(), "what is behind it is none of the lab's");
    }

    @Test
    void addressesThatMayStandInForAClientHaveOwners() {
        assertEquals("node worker", lab.owners().get("172.18.0.2").toString());
        assertEquals("ingress controller envoy-1", lab.owners().get("10.244.2.66").toString());
        assertNull(lab.owners().get("10.244.2.67"));
    }

    /** The node's end of a pod's link is told by the node's agent alone; what a pod tells of itself makes it nobody's stand-in. */
    @Test
    void theAddressesThatANodesAgentTellsAreTheNodes() {
        tells("naming-of-cats-nodes/pods/node-agent-1", "10.244.1.1");
        tells("naming-of-cats/pods/agent-1", "10.244.1.6");
        tells("naming-of-cats/pods/service-a-1", "10.244.1.2");
        Map<String, Lab.Owner> owners = withOutside(null).owners();
        assertEquals(new Lab.Owner(Lab.Owner.NODE, "worker"), owners.get("10.244.1.1"));
        assertEquals(Set.of("10.244.1.1", "10.244.2.66", "172.18.0.2", "172.18.0.3"), owners.keySet());
    }

    private static void tells(String agent, String address) {
        server.expect().get().withPath("/api/v1/namespaces/" + agent + ":8082/proxy/self")
                .andReturn(200, new AgentIdentity("worker", null, List.of(address), null, "1")).once();
    }

    @Test
    void agentsAreKnownByTheirPortAndTheirPlace() {
        assertEquals(List.of("neighbour", "node:worker", "outside", "pod:worker", "pod:worker2", "pod:worker3"),
                lab.agents().stream().map(Agent::name).toList(), "not those that have ended, are going, or are for no node");
    }

    /** What it was to find out is not known, and not left out. */
    @Test
    void anAgentThatIsNotReadyIsThereAndSaysSo() {
        Agent silent = lab.agent("pod:worker2").orElseThrow();
        assertEquals("agent agent-2 on worker2 is not ready: see `kubectl get pods -n naming-of-cats`",
                assertThrows(AgentUnreachable.class, () -> silent.dial("http://10.96.0.2/", Map.of())).getMessage());
    }

    /** Its node has no CPU time left for it, or somebody else its port. */
    @Test
    void anAgentThatFindsNoRoomIsThereAndSaysSo() {
        Agent silent = lab.agent("pod:worker3").orElseThrow();
        assertEquals("agent agent-without-room is not scheduled on worker3: see `kubectl describe pod -n naming-of-cats agent-without-room`",
                assertThrows(AgentUnreachable.class, () -> silent.dial("http://10.96.0.2/", Map.of())).getMessage());
    }

    private static Lab withOutside(Outside outside) {
        return new Discovery(client, "naming-of-cats", "naming-of-cats-nodes", "token", Optional.ofNullable(outside), new ObjectMapper()).look();
    }

    @Test
    void theOneOutsideWhoseContainerIsStoppedIsThereAndSaysSo() {
        List<Agent> agents = withOutside(Outside.stopped("cats-outside")).agents(Agent.Place.OUTSIDE);
        assertEquals(1, agents.size());
        String why = "the container cats-outside is stopped: `make deploy` makes it anew";
        assertEquals(why, assertThrows(AgentUnreachable.class, () -> agents.getFirst().dial("http://10.96.0.2/", Map.of())).getMessage());
        assertEquals(why, assertThrows(AgentUnreachable.class,
                () -> agents.getFirst().line().listen("/load", List.of("http://10.96.0.2/"), Map.of())).getMessage());
        assertEquals(why, assertThrows(AgentUnreachable.class, () -> agents.getFirst().line().end("/load/1/end")).getMessage());
    }

    /** Its checks pass for nothing, and for no want of the cluster's. */
    @Test
    void onlyWhereNobodyIsOutsideItIsSkipped() {
        assertEquals("INCONCLUSIVE: the container cats-outside is stopped: `make deploy` makes it anew",
                closed(withOutside(Outside.stopped("cats-outside"))));
        assertEquals("SKIPPED: no agent or no target for it in this cluster", closed(withOutside(null)));
    }

    private static String closed(Lab seen) {
        CheckResult result = new Verifier(new ObjectMapper(), SmallLab.served(1), Duration.ofMillis(50)).verify(() -> seen, lab ->
                new PodIpPath().checks(lab).stream().filter(check -> check.id().equals("pod-ip/closed-to-outside")).toList()).getFirst();
        return result.verdict() + ": " + result.reason();
    }

    @Test
    void anIngressMayLeadToAServiceThatIsNotThere() {
        Route lost = lab.routes(Lab.Route.Kind.INGRESS).stream().filter(route -> route.path().equals("/lost")).findFirst().orElseThrow();
        assertEquals("no-such-service", lost.service().name());
        assertFalse(lost.service().isThere());
    }
}
