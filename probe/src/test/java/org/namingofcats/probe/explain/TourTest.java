package org.namingofcats.probe.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Spot;
import org.namingofcats.probe.path.ClusterIpPath;
import org.namingofcats.probe.path.IngressPath;
import org.namingofcats.probe.path.LocalhostPath;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.path.PodIpPath;
import org.namingofcats.probe.vantage.AgentUnreachable;

/** Journeys by many paths at once. */
class TourTest {
    private static final List<NetworkPath> PATHS = List.of(new LocalhostPath(), new PodIpPath(), new ClusterIpPath(), new IngressPath());
    private final Queue<String> log = new ConcurrentLinkedQueue<>();

    private List<PathJourney> tour(Lab lab) {
        return new Explainer(lab, "iptables", (spot, command) -> {
            log.add((spot instanceof Spot.Node node ? node.name() : "elsewhere") + " " + String.join(" ", command));
            return Reading.of(List.of());
        }, new ObjectMapper()).tour(PATHS);
    }

    private Lab lab(Function<DialRequest, DialResult> network) {
        return SmallLab.with(request -> {
            log.add("dial " + request.url());
            return network.apply(request);
        });
    }

    @Test
    void eachPathHasItsJourneyInTheOrderOfThePaths() {
        List<PathJourney> journeys = tour(lab(request -> SmallLab.answer(request, SmallLab.B1)));
        assertEquals(List.of("localhost", "pod-ip", "cluster-ip", "ingress"), journeys.stream().map(PathJourney::path).toList());
        journeys.forEach(one -> {
            assertNull(one.reason());
            assertEquals(one.path(), one.journey().path());
        });
    }

    @Test
    void aNodeIsReadOnceBeforeAllRequestsAndOnceAfterwards() {
        tour(lab(request -> SmallLab.answer(request, SmallLab.B1)));
        List<String> seen = log.stream().filter(line -> line.startsWith("dial http") && !line.contains(":8002") || line.startsWith("worker iptables-save")
                ).map(line -> line.startsWith("dial") ? "dial" : "read").toList();
        assertEquals(List.of("read", "dial", "dial", "dial", "dial", "read"), seen, log.toString());
    }

    @Test
    void aPathThatTheLabHasNotSaysSo() {
        Lab whole = lab(request -> SmallLab.answer(request, SmallLab.B1));
        Lab bare = new Lab(whole.nodes(), whole.pods(), whole.services(), List.of(), whole.agents(), whole.owners());
        PathJourney ingress = tour(bare).getLast();
        assertEquals("ingress", ingress.path());
        assertNull(ingress.journey());
        assertTrue(ingress.reason().startsWith("this lab has nothing to dial by it"), ingress.reason());
    }

    /** A path of an Ingress need not be one that a URL can have. */
    @Test
    void aPatternForAPathLeavesTheJourneysAlone() {
        Lab whole = lab(request -> SmallLab.answer(request, SmallLab.B1));
        List<Lab.Route> patterns = Stream.of("/cats(/|$)(.*)", "/[a-z]+").map(path -> new Lab.Route("odd", "nginx", "172.18.255.9", null, path, false,
                whole.services().getFirst())).toList();
        List<PathJourney> journeys = tour(new Lab(whole.nodes(), whole.pods(), whole.services(), patterns, whole.agents(), whole.owners()));
        assertEquals(List.of(), journeys.stream().map(PathJourney::reason).filter(Objects::nonNull).toList());
        assertEquals("http://172.18.255.9/", journeys.getLast().journey().url());
    }

    @Test
    void oneThatCannotBeMadeLeavesTheOthersAlone() {
        List<PathJourney> journeys = tour(lab(request -> {
            if (request.url().contains("service-")) {
                throw new AgentUnreachable("the agent is gone");
            } else if (request.url().contains("mypath") || request.url().contains("myPath")) {
                throw new IllegalStateException("a bug");
            }
            return SmallLab.answer(request, SmallLab.B1);
        }));
        assertEquals(Map.of("localhost", "told", "pod-ip", "told", "cluster-ip", "the agent is gone",
                "ingress", "the explanation itself failed: java.lang.IllegalStateException: a bug"),
                journeys.stream().collect(java.util.stream.Collectors.toMap(PathJourney::path, one -> one.journey() != null ? "told" : one.reason())));
    }
}
