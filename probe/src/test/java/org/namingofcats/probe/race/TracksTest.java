package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;

/** Who asks whom in a race: every path that the lab has, by new connections and by kept ones, never from where it burns. */
class TracksTest {
    private static final Lab LAB = SmallLab.with(request -> {
        throw new AssertionError("a plan dials nobody");
    });

    private static List<String> tracks(List<Track> tracks) {
        return tracks.stream().filter(track -> !track.keepAlive())
                .map(track -> track.path() + " " + track.agent().name() + " " + track.url()).toList();
    }

    @Test
    void everyPathFromWhereItIsUsed() {
        assertEquals(List.of(
                "pod-ip pod:worker http://" + SmallLab.A.ip() + ":8080/",
                "cluster-ip pod:worker http://10.96.0.1:80/",
                "load-balancer outside http://172.18.255.1:80/",
                "ingress outside http://172.18.255.9/mypathA"),
                tracks(Tracks.of(LAB, SmallLab.A, Set.of("worker2"))));
        assertEquals(List.of(
                "pod-ip pod:worker http://" + SmallLab.B1.ip() + ":8080/",
                "cluster-ip pod:worker http://10.96.0.2:80/",
                "node-port outside http://172.18.0.3:30080/", // the load balancer's policy is Local: its answers depend on a node
                "ingress outside http://172.18.255.9/myPathB"),
                tracks(Tracks.of(LAB, SmallLab.B1, Set.of("worker2"))));
    }

    @Test
    void eachByNewConnectionsAndByKeptOnes() {
        List<Track> tracks = Tracks.of(LAB, SmallLab.B1, Set.of());
        assertEquals(tracks.size(), tracks.stream().map(Track::lane).distinct().count());
        assertEquals(tracks.stream().filter(Track::keepAlive).map(Track::url).toList(),
                tracks.stream().filter(track -> !track.keepAlive()).map(Track::url).toList());
    }

    @Test
    void nobodyAsksFromANodeThatSomethingHappensTo() {
        assertTrue(Tracks.of(LAB, SmallLab.B1, Set.of("worker")).stream().noneMatch(track -> track.agent().name().equals("pod:worker")));
        assertTrue(Tracks.of(LAB, SmallLab.B1, Set.of("worker", "worker2")).stream().noneMatch(track -> track.path().equals("cluster-ip")));
    }

    @Test
    void aNodePortThatKeepsToItsNodeIsNotAskedAtAnyNode() {
        Lab.Service port = LAB.services("NodePort").getFirst();
        Lab local = new Lab(LAB.nodes(), LAB.pods(), List.of(new Lab.Service(port.name(), port.namespace(), port.workload(), port.type(), port.clusterIp(),
                port.port(), port.nodePort(), port.address(), true, port.ready())), LAB.routes(), LAB.agents(), LAB.owners());
        assertTrue(Tracks.of(local, SmallLab.B1, Set.of()).stream().noneMatch(track -> track.path().equals("node-port")));
    }

    @Test
    void aGatewaysRouteIsNoIngress() {
        Lab gateway = new Lab(LAB.nodes(), LAB.pods(), LAB.services(), LAB.routes(Lab.Route.Kind.GATEWAY), LAB.agents(), LAB.owners());
        assertEquals(List.of(), Tracks.of(gateway, SmallLab.B1, Set.of()).stream().filter(Track::byIngress).toList());
        assertEquals(Optional.empty(), Tracks.ingress(gateway, "service-b"));
    }

    @Test
    void aHostThatARuleWantsIsAskedFor() {
        Lab.Route route = LAB.routes().get(1);
        Map.of("cats.example", "cats.example", "*.cats.example", "any.cats.example").forEach((host, asked) -> {
            Lab named = new Lab(LAB.nodes(), LAB.pods(), LAB.services(), List.of(new Lab.Route("lab", "contour", "172.18.255.9", host,
                    "/", true, route.service())), LAB.agents(), LAB.owners());
            assertEquals(Map.of("Host", asked), Tracks.of(named, SmallLab.B1, Set.of()).getLast().headers());
        });
    }
}
