package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.vantage.Agent;

/** A load balancer's address is asked from outside; where nobody is there, nothing could be shown. */
@EnableKubernetesMockClient(crud = true)
class AnnouncingNodeStoppedTest {
    private static final Lab LAB = SmallLab.with(request -> null);

    KubernetesClient client;

    private Optional<String> missing(List<Agent> agents) {
        client.resource(new EventBuilder().withNewMetadata().withName("a").withNamespace("naming-of-cats").endMetadata().withReason("nodeAssigned")
                .withNewInvolvedObject().withName("door").endInvolvedObject().withMessage("announcing from node \"worker\" with protocol \"layer2\"")
                .withLastTimestamp("2026-11-26T05:43:30Z").build()).create();
        Lab.Service door = new Lab.Service("door", "naming-of-cats", "service-b", "LoadBalancer", "10.96.0.7", 80, 0, "172.18.255.3", false, SmallLab.ALL_B);
        Lab lab = new Lab(LAB.nodes(), LAB.pods(), Stream.concat(LAB.services("ClusterIP").stream(), Stream.of(door)).toList(), LAB.routes(), agents, LAB.owners());
        return new AnnouncingNodeStopped().missing(new Scene(client, "naming-of-cats", lab, null, mark -> { }));
    }

    @Test
    void withoutAnAgentOutsideItCannotBeMade() {
        assertEquals(Optional.of("nobody can ask 172.18.255.3: there is no agent outside"), missing(LAB.agents(Agent.Place.POD)));
    }

    @Test
    void withOneThatIsNotMissing() {
        assertFalse(missing(LAB.agents()).orElse("").contains("outside"));
    }
}
