package org.namingofcats.probe.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.race.GracefulDelete;
import org.namingofcats.probe.race.Racer;

/** A soak of a day does not go on without a cluster until it is over. */
@EnableKubernetesMockClient(crud = true)
class SoakGoneTest {
    KubernetesClient client;

    @Test
    void aClusterThatIsGoneEndsIt() {
        Racer racer = new Racer(client, "cats", new ObjectMapper(), () -> {
            throw new KubernetesClientException("Connection refused");
        }, List::of, new Racer.Pace(10, 5_000, 1), mark -> { }, Duration.ZERO);
        List<SoakReport> kept = new ArrayList<>();
        SoakReport report = new Soak(client, new ObjectMapper(), racer, () -> {
            throw new AssertionError("nobody is there to be looked at");
        }, line -> { }, kept::add).run(1_440, List.of(new GracefulDelete()), SmallLab.with(request -> null));
        assertEquals(1, report.faults().size());
        assertEquals(List.of(report.faults()), kept.stream().map(SoakReport::faults).toList(), "what was done is kept when it was done");
        assertEquals(Verdict.INCONCLUSIVE, kept.getFirst().verdict());
        assertTrue(kept.getFirst().reason().startsWith("it was not over; "), kept::toString);
        assertEquals(0, report.verifications());
        assertEquals(Verdict.INCONCLUSIVE, report.verdict());
        assertTrue(report.reason().contains("no experiment came to a result: graceful-delete: it could not begin: Connection refused"), report::reason);
    }
}
