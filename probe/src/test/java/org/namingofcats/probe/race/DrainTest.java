package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.SmallLab;

/** A node that somebody has cordoned is neither emptied nor a place to go. */
@EnableKubernetesMockClient(crud = true)
class DrainTest {
    KubernetesClient client;

    private Optional<String> missing(String cordoned) {
        for (String name : new String[] {"worker", "worker2"}) {
            client.resource(new NodeBuilder().withNewMetadata().withName(name).endMetadata().withNewSpec()
                    .withUnschedulable(name.equals(cordoned) ? true : null).endSpec().build()).create();
        }
        return new Drain().missing(new Scene(client, "naming-of-cats", SmallLab.with(request -> null), null, mark -> { }));
    }

    @Test
    void aCordonOfTheUsersIsNotTakenBack() {
        assertEquals(Optional.of("worker is cordoned already, and that is not ours to take back"), missing("worker"));
    }

    @Test
    void aCordonedNodeTakesNobody() {
        assertEquals(Optional.of("pods have nowhere else to go: one node only runs workloads, and is not cordoned"), missing("worker2"));
    }

    @Test
    void otherwiseItIsTheBudgetThatIsMissing() {
        assertEquals(Optional.of("there is no PodDisruptionBudget"), missing("nobody"));
    }
}
