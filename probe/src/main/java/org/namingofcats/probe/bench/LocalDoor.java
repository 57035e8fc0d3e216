package org.namingofcats.probe.bench;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.host.PutBack;

/**
 * A NodePort Service with the policy {@code Local} in front of the pod, for as long as the bench runs: the lab has none.
 * In the lab's namespace, since a Service selects pods of its own.
 */
final class LocalDoor implements AutoCloseable {
    private static final String NAME = "bench-node-port-local";

    private final PutBack removal;

    LocalDoor(KubernetesClient client, Lab.Pod pod) {
        this.removal = new PutBack("Service " + NAME, () -> client.services().inNamespace(pod.namespace()).withName(NAME).delete());
        Service service = new ServiceBuilder().withNewMetadata().withName(NAME).withNamespace(pod.namespace())
                .withLabels(Map.of(Lab.NAME_LABEL, pod.workload(), "app.kubernetes.io/component", "bench", "app.kubernetes.io/part-of", "naming-of-cats"))
                .endMetadata().withNewSpec().withType("NodePort").withExternalTrafficPolicy("Local")
                .withSelector(Map.of(Lab.NAME_LABEL, pod.workload()))
                .addNewPort().withName("http").withPort(80).withNewTargetPort("http").endPort().endSpec().build();
        try {
            client.resource(service).forceConflicts().serverSideApply();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        removal.nowOrSay();
    }
}
