package org.namingofcats.probe.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Lab.Owner;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.vantage.Agent.Place;

class UpstreamTest {
    /** As Envoy 1.38 behind Contour words it. */
    private static final String STATS = """
            cluster.naming-of-cats_service-a_80.upstream_rq_total: 71
            cluster.naming-of-cats_service-b_80.upstream_rq_total: %d
            cluster.projectcontour_envoy-admin_9001.upstream_rq_total: %d
            """;
    private static final Owner ENVOY = new Owner(Owner.CONTROLLER, "envoy-1");

    @Test
    void theServicesCounterTells() {
        Station station = new Upstream(Upstream.parse(STATS.formatted(145, 301)), null)
                .moved(new Upstream(Upstream.parse(STATS.formatted(146, 303)), null), ENVOY, "10.244.2.4", "naming-of-cats_service-b_");
        assertEquals(List.of("peerAddress 10.244.2.4 = ingress controller envoy-1",
                "[145 → 146] cluster.naming-of-cats_service-b_80.upstream_rq_total"), station.evidence());
        assertTrue(station.meaning().endsWith("to a pod behind naming-of-cats_service-b_80."), station.meaning());
    }

    @Test
    void noCounterNoUpstream() {
        Upstream same = new Upstream(Upstream.parse(STATS.formatted(145, 301)), null);
        assertTrue(same.moved(same, ENVOY, "10.244.2.4", "").meaning().contains("no counter"));
    }

    @Test
    void closedStatisticsAreSaid() {
        Upstream none = Upstream.of(Optional.of(SmallLab.agent(Place.POD, "worker", "u", request -> SmallLab.failed(Outcome.REFUSED))), "10.244.2.4");
        assertTrue(none.moved(new Upstream(Map.of(), null), ENVOY, "10.244.2.4", "").unread().contains("REFUSED"));
        assertTrue(Upstream.of(Optional.empty(), "10.244.2.4").problem().contains("no agent"));
    }
}
