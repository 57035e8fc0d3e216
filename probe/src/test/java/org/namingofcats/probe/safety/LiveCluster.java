package org.namingofcats.probe.safety;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** The cluster that is up, seen by its administrator or by one of the lab's accounts. */
final class LiveCluster {
    static final String LAB = "naming-of-cats";
    static final String NODES = "naming-of-cats-nodes";

    private LiveCluster() {}

    private static Config config() {
        return Config.autoConfigure(System.getenv("CONTEXT"));
    }

    static KubernetesClient client() {
        return new KubernetesClientBuilder().withConfig(config()).build();
    }

    /** As a service account, in all groups that its token would put it in. */
    static KubernetesClient as(String namespace, String account) {
        Config config = config();
        config.setImpersonateUsername("system:serviceaccount:" + namespace + ":" + account);
        config.setImpersonateGroups("system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated");
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** A pod as {@code workload}'s are in its namespace, not yet created. */
    static Pod like(KubernetesClient client, String namespace, String workload) {
        Pod model = client.pods().inNamespace(namespace).withLabel("app.kubernetes.io/name", workload).list().getItems().getFirst();
        Container container = model.getSpec().getContainers().getFirst();
        container.setVolumeMounts(null);
        return new PodBuilder().withNewMetadata().withName("like-" + workload).withNamespace(namespace)
                .addToLabels("app.kubernetes.io/name", workload).endMetadata()
                .withNewSpecLike(model.getSpec()).withVolumes().withNodeName(null).withAffinity(null).withContainers(container).endSpec().build();
    }
}
