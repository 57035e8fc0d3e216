package org.namingofcats.probe.bench;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long a pod takes from its creation until it is ready, in a namespace of its own that is removed at the end. */
final class PodStart implements AutoCloseable {
    private static final int LONGEST_SECONDS = 90;

    private final KubernetesClient client;
    private final PodSpec model;
    private final BenchNamespace own;
    private final String namespace;

    /** @param model what the pods are like, of one container */
    PodStart(KubernetesClient client, PodSpec model) {
        this.client = client;
        this.model = model;
        this.own = new BenchNamespace(client);
        this.namespace = own.name();
    }

    /**
     * Milliseconds of one start.
     *
     * @param image in place of the model's own
     * @throws BenchFailure when the pod does not get ready
     */
    double millis(String name, String image) {
        PodSpec spec = new PodSpecBuilder(model).build();
        spec.setServiceAccountName(null); // the model's account is the lab's
        spec.setServiceAccount(null);
        spec.setTopologySpreadConstraints(List.of());
        spec.setTerminationGracePeriodSeconds(1L);
        spec.getContainers().getFirst().setLifecycle(null);
        spec.getContainers().getFirst().setImage(image);
        Pod pod = new PodBuilder().withNewMetadata().withName(name).withNamespace(namespace).endMetadata().withSpec(spec).build();
        awaitAccount();
        long start = System.nanoTime();
        try {
            client.resource(pod).create();
            client.pods().inNamespace(namespace).withName(name).waitUntilCondition(now -> now != null && Readiness.isPodReady(now),
                    LONGEST_SECONDS, TimeUnit.SECONDS);
            return (System.nanoTime() - start) / 1e6;
        } catch (KubernetesClientException e) {
            throw new BenchFailure("a pod of " + image + " was not ready within " + LONGEST_SECONDS + " s: " + e.getMessage());
        } finally {
            client.pods().inNamespace(namespace).withName(name).withGracePeriod(0).delete();
        }
    }

    /** No pod without the account that a controller makes; that is not part of what is measured. */
    private void awaitAccount() {
        client.serviceAccounts().inNamespace(namespace).withName("default").waitUntilCondition(account -> account != null, 30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        own.close();
    }
}
