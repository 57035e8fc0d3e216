package org.namingofcats.probe.race;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose connections the nodes are to forget. */
@EnableKubernetesMockClient(crud = true)
class StaleConnectionsTest {
    KubernetesClient client;

    private Pod pod(String name, String address) {
        return client.resource(new PodBuilder().withNewMetadata().withName(name).withNamespace("cats").endMetadata().withNewSpec().endSpec()
                .withNewStatus().withPodIP(address).endStatus().build()).create();
    }

    @Test
    void anAddressThatWasSeenAndIsNobodysNow() {
        pod("old", "10.0.0.1");
        pod("stays", "10.0.0.2");
        try (StaleConnections stale = new StaleConnections(client)) {
            pod("came-and-went", "10.0.0.3");
            pod("left-its-address", "10.0.0.4");
            pod("not-yet", null);
            Set.of("old", "came-and-went", "left-its-address", "not-yet").forEach(name -> client.pods().inNamespace("cats").withName(name).delete());
            pod("has-it-now", "10.0.0.4");
            await().until(stale::gone, Set.of("10.0.0.1", "10.0.0.3")::equals);
        }
    }
}
