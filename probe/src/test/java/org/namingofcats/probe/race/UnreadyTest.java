package org.namingofcats.probe.race;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Lab;

/** A pod that its kubelet gives up is one of these; one that is deleted, or nobody's workload, is not. */
@EnableKubernetesMockClient(crud = true)
class UnreadyTest {
    KubernetesClient client;

    private Pod pod(String name, String workload, boolean ready, String finalizer) {
        return new PodBuilder().withNewMetadata().withName(name).withNamespace("cats").addToLabels(Lab.NAME_LABEL, workload)
                .addToFinalizers(finalizer).endMetadata().withNewSpec().endSpec()
                .withNewStatus().addNewCondition().withType("Ready").withStatus(ready ? "True" : "False").endCondition().endStatus().build();
    }

    private void becomes(Pod pod) {
        client.resource(pod).updateStatus();
    }

    @Test
    void whoWasGivenUpAndWhy() {
        List.of("deleted", "given-up", "always-ready").forEach(name -> client.resource(pod(name, "service-b", true, "test/stays")).create());
        client.resource(pod("agent", "agent", true, "test/stays")).create();
        client.resource(new PodBuilder().withNewMetadata().withName("nobodys").withNamespace("cats").endMetadata().withNewSpec().endSpec().build()).create();
        try (Unready unready = new Unready(client, "cats", Set.of("service-b"))) {
            client.pods().inNamespace("cats").withName("deleted").delete(); // its finalizer keeps it
            List.of("deleted", "agent").forEach(name -> becomes(pod(name, name.equals("agent") ? "agent" : "service-b", false, "test/stays")));
            client.pods().inNamespace("cats").withName("nobodys").edit(pod -> new PodBuilder(pod).editMetadata().addToLabels("a", "b").endMetadata().build());
            becomes(pod("given-up", "service-b", false, "test/stays"));
            String uid = client.pods().inNamespace("cats").withName("given-up").get().getMetadata().getUid();
            List.of("Liveness probe failed: no", "Readiness probe failed: context deadline exceeded", "Startup probe failed: no").forEach(message ->
                    client.resource(new EventBuilder().withNewMetadata().withName("e" + message.hashCode()).withNamespace("cats").endMetadata()
                            .withReason("Unhealthy").withMessage(message).withNewInvolvedObject().withUid(uid).endInvolvedObject().build()).create());
            double start = System.currentTimeMillis() + 3_600_000;
            await().until(() -> unready.remarks(start).stream().map(text -> text.replaceAll("-\\d+\\.\\d s", "… s")).toList(),
                    List.of("given-up was called not ready at … s, though nobody deleted it: Readiness probe failed: context deadline exceeded")::equals);
        }
    }
}
