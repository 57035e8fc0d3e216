package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The moment at which the API server says that a pod is not ready, after a given one. */
@EnableKubernetesMockClient(crud = true)
@Timeout(30)
class SliceWatchTest {
    KubernetesClient client;

    private void slice(boolean ready) {
        EndpointSlice slice = new EndpointSliceBuilder().withNewMetadata().withName("b-1").withNamespace("cats")
                .withLabels(Map.of("kubernetes.io/service-name", "b")).endMetadata().withAddressType("IPv4")
                .addNewEndpoint().withAddresses("10.0.0.1").withNewConditions().withReady(ready).endConditions()
                .withNewTargetRef().withKind("Pod").withName("b-x").withUid("uid-x").endTargetRef().endEndpoint().build();
        client.resource(slice).createOr(op -> op.update());
    }

    @Test
    void eachChangeHasItsMoment() {
        Scene scene = new Scene(client, "cats", null, null, mark -> { });
        try (SliceWatch watch = new SliceWatch(scene, "b")) {
            double before = System.currentTimeMillis();
            slice(true);
            double up = scene.await("ready", 10, () -> watch.when("uid-x", true, before), at -> at > 0);
            assertEquals(-1, watch.when("uid-x", false, before), "nobody has said so yet");
            slice(false);
            double down = scene.await("not ready", 10, () -> watch.when("uid-x", false, before), at -> at > 0);
            assertTrue(down >= up);
            slice(true);
            scene.await("ready again", 10, () -> watch.when("uid-x", true, down), at -> at > 0);
            assertEquals(-1, watch.when("uid-x", false, down + 1), "the one before does not count");
            assertEquals(-1, watch.when("uid-y", false, before), "nor does another pod's");
        }
    }
}
