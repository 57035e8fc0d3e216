package org.namingofcats.probe.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stays behind, and what is missing, has a name. */
@EnableKubernetesMockClient(crud = true)
class InventoryTest {
    KubernetesClient client;

    @Test
    void whatIsMoreAndWhatIsLess() {
        client.resource(new ConfigMapBuilder().withNewMetadata().withName("old").withNamespace("cats").endMetadata().build()).create();
        client.resource(new NodeBuilder().withNewMetadata().withName("worker").endMetadata().withNewSpec().endSpec().build()).create();
        Inventory before = Inventory.of(client);
        assertEquals(List.of(), Inventory.of(client).differsFrom(before));
        client.resource(new NamespaceBuilder().withNewMetadata().withName("stage").endMetadata().build()).create();
        client.configMaps().inNamespace("cats").withName("old").delete();
        client.nodes().withName("worker").edit(node -> new NodeBuilder(node).editSpec().withUnschedulable(true).endSpec().build());
        client.resource(new PodBuilder().withNewMetadata().withName("stuck").withNamespace("cats").endMetadata().withNewSpec().endSpec()
                .withNewStatus().withPhase("Pending").endStatus().build()).create();
        assertEquals(List.of("left behind: Namespace stage", "left behind: a cordon of worker", "left behind: a pod stuck that is Pending",
                "gone: ConfigMap cats/old"), Inventory.of(client).differsFrom(before));
    }

    private void killed(String name, String reason, String at) {
        var state = new ContainerStateBuilder().withNewTerminated().withReason(reason).withFinishedAt(at).endTerminated().build();
        client.resource(new PodBuilder().withNewMetadata().withName(name).withNamespace("cats").endMetadata().withNewSpec().endSpec().withNewStatus()
                .withPhase("Running").addNewContainerStatus().withName("cat").withLastState(state).endContainerStatus().endStatus().build()).createOr(op -> op.updateStatus());
    }

    /** It runs again when the soak is over, and none of its lives was long enough to be seen to grow. */
    @Test
    void whoWasKilledForHisMemorySinceIsTold() {
        killed("long-ago", "OOMKilled", "2026-11-28T09:00:00Z");
        killed("leaks", "OOMKilled", "2026-11-28T09:00:00Z");
        Inventory before = Inventory.of(client);
        killed("leaks", "OOMKilled", "2026-11-28T10:08:00Z");
        killed("by-a-fault", "Error", "2026-11-28T10:09:00Z");
        assertEquals(List.of("killed for its memory: container cats/leaks/cat at 2026-11-28T10:08:00Z"), Inventory.of(client).differsFrom(before));
    }

    /** A verification whose stage is still going when the soak begins; and a pod that was starting. */
    @Test
    void whatWasLeavingIsNotMissed() {
        client.resource(new NamespaceBuilder().withNewMetadata().withName("stage").withFinalizers("namingofcats.org/held").endMetadata()
                .build()).create();
        client.namespaces().withName("stage").delete(); // and it is held
        for (String namespace : List.of("stage", "cats")) {
            client.resource(new ConfigMapBuilder().withNewMetadata().withName("token").withNamespace(namespace).endMetadata().build()).create();
        }
        client.resource(new PodBuilder().withNewMetadata().withName("fresh").withNamespace("cats").endMetadata().withNewSpec().endSpec()
                .withNewStatus().withPhase("Pending").endStatus().build()).create();
        Inventory before = Inventory.of(client);
        client.configMaps().inAnyNamespace().list().getItems().forEach(each -> client.resource(each).delete());
        client.pods().inNamespace("cats").withName("fresh").editStatus(pod -> new PodBuilder(pod).withNewStatus().withPhase("Running").endStatus().build());
        assertEquals(List.of("gone: ConfigMap cats/token"), Inventory.of(client).differsFrom(before));
    }
}
