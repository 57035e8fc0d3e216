package org.namingofcats.probe.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Lab.Route;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.vantage.Agent;

/** Whose counter is looked at where several routes fit a request: the one that the controller chooses. */
class UpstreamsTest {
    private static final String ENVOY = "10.244.2.66";
    private static final List<String> SERVICES = List.of("root", "prefix", "longer", "exact", "host", "header", "elsewhere", "other-path");

    /** An Envoy whose every counter moves by one each time that it is asked. */
    private static Lab lab(List<Route> routes) {
        AtomicInteger count = new AtomicInteger();
        Lab lab = SmallLab.with(request -> {
            count.incrementAndGet();
            StringBuilder stats = new StringBuilder();
            SERVICES.forEach(service -> stats.append("cluster.cats_" + service + "_80.upstream_rq_total: " + count + "\n"));
            return SmallLab.ok(stats.toString());
        });
        return new Lab(lab.nodes(), lab.pods(), lab.services(), routes, lab.agents(), lab.owners());
    }

    private static Route route(String service, String address, String host, String path, boolean prefix, Map<String, String> headers) {
        return new Route(Route.Kind.GATEWAY, service, "contour", address, host, path, prefix, headers,
                new Lab.Service(service, "cats", service, "ClusterIP", "10.96.0.2", 80, 0, null, false, Set.of()));
    }

    private static String handedTo(String path, Map<String, String> headers) {
        String address = "172.18.255.9";
        Lab lab = lab(List.of(route("elsewhere", "172.18.255.1", null, "/a/b/c", false, Map.of()), route("root", address, null, "/", true, Map.of()),
                route("other-path", address, null, "/a/b/c/d", false, Map.of()), route("prefix", address, null, "/a", true, Map.of()),
                route("longer", address, null, "/a/b", true, Map.of()), route("exact", address, null, "/a/b/c", false, Map.of()),
                route("host", address, "cats.example", "/", true, Map.of()), route("header", address, "cats.example", "/", true, Map.of("x-cat", "b"))));
        Upstreams upstreams = new Upstreams(lab);
        upstreams.before(address);
        Call call = new Call(lab.agents(Agent.Place.OUTSIDE).getFirst(), "http://" + address + path, headers, new Closed(Set.of(Outcome.OK)));
        Answer answer = Answer.of(new Agent.Dialled("n", SmallLab.ok(SmallLab.passport("n", "service-b", SmallLab.B1, ENVOY))), new ObjectMapper());
        List<String> evidence = upstreams.station(answer, call).orElseThrow().evidence();
        assertEquals(2, evidence.size(), evidence.toString());
        return evidence.getLast().replaceAll(".*cluster.cats_(.*)_80.*", "$1");
    }

    @ParameterizedTest
    @CsvSource({"/, root", "/ab, root", "/a, prefix", "/a/x, prefix", "/a/b, longer", "/a/b/x, longer", "/a/b/c, exact", "/a/b/c/x, longer"})
    void theLongestPathHasTheRequest(String path, String service) {
        assertEquals(service, handedTo(path, Map.of()));
    }

    @Test
    void itsHostAndHeadersCount() {
        assertEquals("host", handedTo("/a/b", Map.of("Host", "cats.example")));
        assertEquals("header", handedTo("/a/b", Map.of("Host", "cats.example", "x-cat", "b")));
        assertEquals("longer", handedTo("/a/b", Map.of("Host", "dogs.example", "x-cat", "b")));
    }

    /** On the host's network it has its node's address, which stands for the client's own by a node port too. */
    @Test
    void noControllerIsBetweenWhereNoIngressIsAsked() {
        Lab lab = lab(List.of(route("root", "172.18.255.9", null, "/", true, Map.of())));
        Upstreams upstreams = new Upstreams(lab);
        upstreams.before("172.18.0.2");
        Call call = new Call(lab.agents(Agent.Place.OUTSIDE).getFirst(), "http://172.18.0.2:30080/", Map.of(), new Closed(Set.of(Outcome.OK)));
        Answer answer = Answer.of(new Agent.Dialled("n", SmallLab.ok(SmallLab.passport("n", "service-b", SmallLab.B1, ENVOY))), new ObjectMapper());
        assertEquals(Optional.empty(), upstreams.station(answer, call));
        assertEquals(SmallLab.B1.ip(), upstreams.next(answer));
    }
}
