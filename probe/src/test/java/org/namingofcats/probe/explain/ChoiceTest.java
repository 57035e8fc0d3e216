package org.namingofcats.probe.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.path.ClusterIpPath;
import org.namingofcats.probe.path.GatewayPath;
import org.namingofcats.probe.path.IngressPath;
import org.namingofcats.probe.path.LocalhostPath;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.path.NodePortPath;
import org.namingofcats.probe.path.PodIpPath;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.SilentLine;

class ChoiceTest {
    private final Lab lab = SmallLab.with(request -> SmallLab.answer(request, SmallLab.B1));

    private String choice(NetworkPath path, String from) {
        return choice(path, from, lab);
    }

    private static String choice(NetworkPath path, String from, Lab where) {
        Call call = Choice.of(path, where, Optional.ofNullable(from).flatMap(where::agent)).orElseThrow();
        return call.from().name() + " " + call.url();
    }

    @Test
    void theDefaultIsTheOneWithMostToTell() {
        assertEquals("neighbour http://127.0.0.1:8081/", choice(new LocalhostPath(), null));
        assertTrue(choice(new ClusterIpPath(), null).contains("http://service-"), "by name");
        assertEquals("outside http://172.18.0.2:30080/", choice(new NodePortPath(), null));
        assertEquals("outside http://172.18.255.9/myPathB", choice(new IngressPath(), null));
    }

    /** Its container may be stopped: then another one has something to tell, if less. */
    @Test
    void whoCannotBeAskedIsChosenLast() {
        List<Agent> agents = lab.agents().stream().map(agent -> agent.place() == Agent.Place.OUTSIDE
                ? new Agent(agent.place(), null, null, new SilentLine("it is stopped")) : agent).toList();
        Lab stopped = new Lab(lab.nodes(), lab.pods(), lab.services(), lab.routes(), agents, lab.owners());
        for (NetworkPath path : List.of(new NodePortPath(), new IngressPath())) {
            assertTrue(Choice.of(path, stopped, Optional.empty()).orElseThrow().from().name().startsWith("pod:"), path::name);
        }
    }

    @Test
    void whoIsAskedForDials() {
        assertEquals("node:worker2 http://172.18.0.2:30080/", choice(new NodePortPath(), "node:worker2"));
        assertEquals("pod:worker http://10.244.1.2:8081/", choice(new LocalhostPath(), "pod:worker"));
        assertTrue(choice(new PodIpPath(), "outside").startsWith("outside http://10.244."), "a closed door is told as well");
    }

    private Optional<String> at(NetworkPath path, Vantage from, Lab where) {
        return Choice.of(path, where, from).map(call -> call.from().name() + " " + call.url());
    }

    /** The words of the table, each seen from the pods that the path leads to. */
    @Test
    void whoStandsThereDials() {
        assertEquals(Optional.of("pod:worker2 http://service-a.naming-of-cats.svc:80/"), at(new ClusterIpPath(), Vantage.OTHER_NODE, lab));
        assertEquals(Optional.of("pod:worker http://10.244.1.2:8081/"), at(new LocalhostPath(), Vantage.SAME_NODE, lab));
        assertEquals(Optional.of("pod:worker2 http://10.244.1.2:8081/"), at(new LocalhostPath(), Vantage.OTHER_NODE, lab));
        assertEquals(Optional.of("neighbour http://10.96.0.1:80/"), at(new ClusterIpPath(), Vantage.SAME_POD, lab));
        assertEquals(Optional.of("node:worker http://172.18.0.2:30080/"), at(new NodePortPath(), Vantage.NODE, lab));
        assertEquals(Optional.of("outside http://172.18.255.9/myPathB"), at(new IngressPath(), Vantage.OUTSIDE, lab));
    }

    /** Where no check asks from there, somebody who stands there can be asked to. */
    @Test
    void aVantageThatNoCheckHas() {
        assertEquals(Optional.of("neighbour http://172.18.255.9/mypathA"), at(new IngressPath(), Vantage.SAME_POD, lab));
        Lab oneNode = new Lab(lab.nodes(), lab.pods(), lab.services(), lab.routes(),
                lab.agents().stream().filter(agent -> "worker".equals(agent.node())).toList(), lab.owners());
        assertEquals(Optional.empty(), at(new IngressPath(), Vantage.OUTSIDE, oneNode));
    }

    private Optional<Call> again(Lab now, NetworkPath path, String from, String check, String target) {
        return Choice.again(path, now, lab.agent(from).orElseThrow(), check, target);
    }

    @Test
    void eachCallOfACheckIsFoundAgain() {
        for (NetworkPath path : List.of(new PodIpPath(), new ClusterIpPath(), new NodePortPath(), new IngressPath(), new GatewayPath())) {
            for (Check check : path.checks(lab)) {
                for (Call call : check instanceof Check.Dial dial ? dial.calls() : List.<Call>of()) {
                    assertEquals(Optional.of(call), again(lab, path, call.from().name(), check.id(), call.url()), check::id);
                }
            }
        }
    }

    @Test
    void aServiceThatHasLostItsPodsIsAskedAllTheSame() {
        Lab broken = new Lab(lab.nodes(), lab.pods(), lab.services().stream().map(one -> new Lab.Service(one.name(), one.namespace(), one.workload(),
                one.type(), one.clusterIp(), one.port(), one.nodePort(), one.address(), one.localPolicy(), Set.of())).toList(), lab.routes(), lab.agents(), lab.owners());
        assertEquals("http://10.96.0.2:80/", again(broken, new ClusterIpPath(), "pod:worker2", "cluster-ip/service-b-by-ip-from-same-node",
                "http://10.96.0.2:80/").orElseThrow().url());
    }

    @Test
    void nothingIsAskedThatNoCheckAsks() {
        assertTrue(again(lab, new ClusterIpPath(), "pod:worker", "cluster-ip/service-b-by-ip-from-same-node", "http://cat.example/").isEmpty());
        assertTrue(again(lab, new ClusterIpPath(), "pod:worker", "cluster-ip/service-b-by-ip-from-same-node", null).isEmpty());
        assertTrue(again(lab, new GatewayPath(), "outside", "gateway/header-of-another-time-from-outside", "http://172.18.255.9/").isEmpty(), "its header is not known");
        assertTrue(again(lab, new LocalhostPath(), "pod:worker", "localhost/one-pod-two-containers", SmallLab.A.url() + "/sidecar").isEmpty());
    }

    /** An Ingress as pages about ingress-nginx have it, and an address that has no brackets. */
    @Test
    void whatIsNoUrlIsNotChosen() {
        List<Lab.Route> odd = Stream.of("172.18.255.9", "fd00::9").map(address -> new Lab.Route("odd", "nginx", address, null, "/cats(/|$)(.*)", false,
                lab.services().getFirst())).toList();
        assertEquals("outside http://172.18.255.9/myPathB", choice(new IngressPath(), null, withRoutes(Stream.concat(odd.stream(), lab.routes().stream()).toList())));
        Lab alone = withRoutes(odd);
        String target = "http://172.18.255.9/cats(/|$)(.*)";
        assertEquals(target, new IngressPath().checks(alone).stream().map(check -> check.withoutEvidence(Verdict.PASS, "")).map(CheckResult::target)
                .filter(target::equals).findFirst().orElseThrow(), "it is asked for all the same");
        assertEquals("outside http://172.18.255.9/", choice(new IngressPath(), null, alone), "that the root is closed can be told");
        assertEquals("pod:worker http://172.18.255.9/", choice(new IngressPath(), "pod:worker", alone));
        assertEquals(Optional.empty(), again(alone, new IngressPath(), "outside", "ingress/cats(-|$)(.*)-from-outside", target));
    }

    private Lab withRoutes(List<Lab.Route> routes) {
        return new Lab(lab.nodes(), lab.pods(), lab.services(), routes, lab.agents(), lab.owners());
    }

    @Test
    void aLabWithoutThatPathHasNoChoice() {
        Lab bare = new Lab(lab.nodes(), List.of(), List.of(), List.of(), lab.agents(), Map.of());
        assertTrue(Choice.of(new IngressPath(), bare, Optional.empty()).isEmpty());
        assertTrue(Choice.of(new IngressPath(), bare, lab.agent("outside")).isEmpty());
    }
}
