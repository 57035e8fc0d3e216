package org.namingofcats.probe.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;

/** How much a verification asks in a large cluster, by counts and not by a clock: never more than the cluster's size allows. */
class GrowthTest {
    /** Calls a node or pod has at most beyond a mesh: each rung has a few for every agent, and a node has two agents. */
    private static final int CALLS_EACH = 24;

    private static Lab lab(int nodes, int count) {
        List<Lab.Node> all = new ArrayList<>();
        List<Agent> agents = new ArrayList<>(List.of(SmallLab.agent(Place.OUTSIDE, null, null, request -> null)));
        for (int i = 0; i < nodes; i++) {
            all.add(new Lab.Node("node" + i, "172.18." + i / 250 + "." + i % 250));
            agents.add(SmallLab.agent(Place.POD, "node" + i, "uid-p" + i, request -> null));
            agents.add(SmallLab.agent(Place.NODE, "node" + i, "uid-n" + i, request -> null));
        }
        List<Lab.Pod> pods = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pods.add(new Lab.Pod("cat-" + i, "lab", "uid-c" + i, "10.244." + i / 250 + "." + i % 250, "node" + i % nodes, "cat", 8080, Map.of()));
        }
        Set<Lab.Pod> ready = Set.copyOf(pods);
        List<Lab.Service> services = List.of(new Lab.Service("cat", "lab", "cat", "ClusterIP", "10.96.0.1", 80, 0, null, false, ready),
                new Lab.Service("cat-port", "lab", "cat", "NodePort", "10.96.0.2", 80, 30080, null, false, ready),
                new Lab.Service("cat-door", "lab", "cat", "LoadBalancer", "10.96.0.3", 80, 0, "172.18.255.1", false, ready));
        List<Lab.Route> routes = Stream.of(Lab.Route.Kind.values()).map(kind -> new Lab.Route(kind, "lab", "contour", "172.18.255.9",
                kind == Lab.Route.Kind.GATEWAY ? "gateway.example" : null, "/cat", true, Map.of(), services.getFirst())).toList();
        return new Lab(all, pods, services, routes, agents, Map.of());
    }

    private static List<Call> calls(Lab lab) {
        return AllPaths.list().stream().flatMap(path -> path.checks(lab).stream()).filter(Check.Dial.class::isInstance)
                .flatMap(check -> ((Check.Dial) check).calls().stream()).toList();
    }

    private static Set<String> pairs(Lab lab) {
        return new PodIpPath().checks(lab).stream().filter(check -> check.twin().isEmpty()).filter(Check.Dial.class::isInstance)
                .flatMap(check -> ((Check.Dial) check).calls().stream()).map(call -> call.from().name() + " " + call.url()).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"3,2", "3,10", "3,50", "3,200", "100,2", "100,10", "100,50", "100,200", "1000,2", "1000,10", "1000,50", "1000,200"})
    void asMuchAsTheSumOfNodesAndPodsAllows(int nodes, int pods) {
        int calls = calls(lab(nodes, pods)).size();
        assertTrue(calls <= 1_000 + CALLS_EACH * (nodes + pods), nodes + " nodes and " + pods + " pods are " + calls + " calls");
    }

    /** A path that plans nothing for such a lab would be counted as nothing. */
    @Test
    void everyPathThatNeedsNoNeighbourIsCounted() {
        Lab lab = lab(3, 2);
        assertEquals(List.of("localhost"), AllPaths.list().stream().filter(path -> path.checks(lab).stream().noneMatch(Check.Dial.class::isInstance))
                .map(NetworkPath::name).toList());
    }

    @Test
    void aSmallClusterIsAskedInFull() {
        Lab lab = lab(10, 50);
        assertEquals(20 * 50, pairs(lab).size());
    }

    @Test
    void aLargeOneLeavesNobodyOut() {
        Lab lab = lab(1_000, 200);
        Set<String> asked = new HashSet<>();
        Set<String> asking = new HashSet<>();
        pairs(lab).forEach(pair -> {
            asking.add(pair.split(" ")[0]);
            asked.add(pair.split(" ")[1]);
        });
        assertEquals(200, asked.size(), "every pod is asked");
        assertEquals(2_000, asking.size(), "every agent asks");
        assertTrue(pairs(lab).size() < 10_000, () -> pairs(lab).size() + " of the " + 2_000 * 200 + " of a mesh");
    }

    @Test
    void everyPodIsAskedFromItsNodeAndFromOthers() {
        Lab lab = lab(100, 200);
        Map<String, List<Check>> checks = new PodIpPath().checks(lab).stream().collect(Collectors.groupingBy(Check::id));
        for (String vantage : List.of("same-node", "other-node", "node")) {
            Check.Dial dial = (Check.Dial) checks.get("pod-ip/from-" + vantage).getFirst();
            assertEquals(200, dial.calls().stream().map(Call::url).distinct().count(), vantage);
        }
    }
}
