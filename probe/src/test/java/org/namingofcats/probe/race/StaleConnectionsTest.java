package org.namingofcats.probe.race;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.SmallLab;

/** Whose connections the nodes are to forget. */
@EnableKubernetesMockClient(crud = true)
class StaleConnectionsTest {
    KubernetesClient client;
    KubernetesMockServer server;

    private Pod pod(String name, String address) {
        return client.resource(new PodBuilder().withNewMetadata().withName(name).withNamespace("cats").endMetadata().withNewSpec().endSpec()
                .withNewStatus().withPodIP(address).endStatus().build()).create();
    }

    /** As with nodes that are no containers of this machine's Docker: whoever may change the lab's namespace alone can race there. */
    @Test
    void noPodsAreWatchedWhereNoNodeCanForget() {
        StaleConnections.forgetAfter(new Scene(client, "cats", SmallLab.with(request -> null), null, mark -> { }));
        assertEquals(0, server.getRequestCount());
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
