package org.namingofcats.probe.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sidecar is told to say and where it is put, and that nothing of it stays. */
@EnableKubernetesMockClient(crud = true)
class SidecarMutationsTest {
    private static final String POD_IP = "POD_IP";

    KubernetesClient client;

    private final SidecarMutations mutations = new SidecarMutations();

    @BeforeEach
    void deploy() {
        client.resource(new DeploymentBuilder().withNewMetadata().withName("service-a").withNamespace("cats").endMetadata()
                .withNewSpec().withNewTemplate().withNewSpec().addNewInitContainer().withName("sidecar").withImage("sidecar:7")
                .addNewEnv().withName(POD_IP).withNewValueFrom().withNewFieldRef().withFieldPath("status.podIP").endFieldRef().endValueFrom().endEnv()
                .addNewEnv().withName("CONTAINER_NAME").withValue("sidecar").endEnv()
                .endInitContainer().endSpec().endTemplate().endSpec().build()).create();
    }

    private Target target() {
        return new Target(client, "cats", null, null);
    }

    private Container sidecar() {
        Deployment deployment = client.apps().deployments().inNamespace("cats").withName("service-a").get();
        return deployment.getSpec().getTemplate().getSpec().getInitContainers().getFirst();
    }

    private List<EnvVar> environment() {
        return sidecar().getEnv();
    }

    private static Pod agent(String name) {
        return new PodBuilder().withNewMetadata().withName(name).withNamespace("cats")
                .addToLabels("app.kubernetes.io/name", "agent").endMetadata().withNewSpec().endSpec().build();
    }

    @Test
    void itSaysItIsElsewhereAndThenWhatTheKubeletSays() {
        List<EnvVar> before = environment();
        Mutation mutation = mutations.saysItIsElsewhere();
        mutation.undo().accept(target()); // never broken
        assertEquals(before, environment());
        mutation.apply().accept(target());
        mutation.apply().accept(target());
        EnvVar address = environment().getFirst();
        assertEquals("status.hostIP", address.getValueFrom().getFieldRef().getFieldPath());
        assertNull(address.getValue(), "nothing beside it, which a deployment would have to take away");
        assertEquals("sidecar", environment().getLast().getValue());
        mutation.undo().accept(target());
        assertEquals(before, environment());
    }

    @Test
    void itListensElsewhereAndThenWhereItDid() {
        List<EnvVar> before = environment();
        mutations.listensOnAllAddresses().apply().accept(target());
        assertEquals("0.0.0.0", environment().getLast().getValue());
        mutations.listensOnAllAddresses().undo().accept(target());
        assertEquals(before, environment());
    }

    /** Only the pod that has one more container goes: the agents beside it are not in the way. */
    @Test
    void thePodOfAnAgentGoesWithWhatWasPutIntoIt() {
        Pod intruded = SidecarMutations.intruded(agent("agent-1"), sidecar());
        assertEquals("sidecar:7", intruded.getSpec().getEphemeralContainers().getFirst().getImage());
        assertEquals(environment(), intruded.getSpec().getEphemeralContainers().getFirst().getEnv());
        client.resource(intruded).create();
        client.resource(agent("agent-2")).create();
        mutations.onAnotherPodsLocalhost().undo().accept(target());
        assertEquals(List.of("agent-2"),
                client.pods().inNamespace("cats").list().getItems().stream().map(pod -> pod.getMetadata().getName()).toList());
    }
}
