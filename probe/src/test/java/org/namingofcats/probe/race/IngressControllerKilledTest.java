package org.namingofcats.probe.race;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When another controller is ready: not before there is one, whatever the Deployment's status says of the one that was killed. */
@EnableKubernetesMockClient(crud = true)
@Timeout(60)
class IngressControllerKilledTest {
    KubernetesClient client;

    @Test
    void aStatusThatLagsBehindIsNotBelieved() throws InterruptedException {
        Service door = new ServiceBuilder().withNewMetadata().withName("envoy").withNamespace("projectcontour").endMetadata().build();
        client.resource(new DeploymentBuilder().withNewMetadata().withName("contour").withNamespace("projectcontour").endMetadata()
                .withNewSpec().withReplicas(1).endSpec().withNewStatus().withReplicas(1).withReadyReplicas(1).endStatus().build()).create();
        Scene scene = new Scene(client, "cats", null, null, mark -> { });
        Thread waiting = Thread.ofPlatform().start(() -> IngressControllerKilled.replaced(scene, door, 1));
        assertFalse(waiting.join(Duration.ofMillis(700)), "two looks and nobody there");
        client.resource(new PodBuilder().withNewMetadata().withName("contour-2").withNamespace("projectcontour").withLabels(Map.of("app", "contour"))
                .endMetadata().withNewSpec().endSpec().withNewStatus().addNewCondition().withType("Ready").withStatus("True").endCondition().endStatus()
                .build()).create();
        await().until(() -> waiting.getState() == Thread.State.TERMINATED);
    }
}
