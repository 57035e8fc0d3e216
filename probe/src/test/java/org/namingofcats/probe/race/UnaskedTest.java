package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;

/** A race must not pass for paths by which nobody asked. */
class UnaskedTest {
    private static final Lab LAB = SmallLab.with(request -> null);
    /** The small lab's only one keeps to its node. */
    private static final String NO_LOAD_BALANCER = "service-b was not asked by load-balancer: that takes a Service of type LoadBalancer with an address"
            + " that leads to the pods of all nodes";

    private static Scene noted(List<Lab.Route> routes, List<Agent> agents) {
        Lab lab = new Lab(LAB.nodes(), LAB.pods(), LAB.services(), routes, agents, LAB.owners());
        Scene scene = new Scene(null, "cats", lab, null, mark -> { });
        List<Track> tracks = Tracks.of(lab, SmallLab.B1, Set.of());
        assertEquals(tracks, Unasked.noted(new GracefulDelete() {
            @Override
            public List<Track> tracks(Scene ignored) {
                return tracks;
            }
        }, scene));
        return scene;
    }

    @Test
    void aPathThatTheLabDoesNotHaveIsWorthARemark() {
        Scene scene = noted(LAB.routes(Lab.Route.Kind.GATEWAY), LAB.agents());
        assertEquals(List.of(NO_LOAD_BALANCER, "service-b was not asked by ingress: that takes an Ingress with an address that leads to one of its Services"),
                scene.remarks());
        assertEquals(List.of(), scene.unknown());
    }

    @Test
    void aPathThatNobodyOutsideAsksByIsNotKnown() {
        Scene scene = noted(LAB.routes(), LAB.agents(Place.POD));
        String nobody = "service-b was not asked by node-port, ingress: there is no agent outside";
        assertEquals(List.of(NO_LOAD_BALANCER, nobody), scene.remarks());
        assertEquals(List.of(nobody), scene.unknown());
    }

    @Test
    void norOneThatNobodyInsideAsksBy() {
        assertEquals(List.of("service-b was not asked by pod-ip, cluster-ip: there is no agent inside"), noted(LAB.routes(), LAB.agents(Place.OUTSIDE)).unknown());
    }
}
