package org.namingofcats.probe.workbook.state;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The labels of the pods that run. A pod gets its template's once, when it is made: one that was taken away or changed by hand stays so, however often
 * the template is applied, and rules that go by it miss the pod.
 */
final class PodLabels {
    private final KubernetesClient client;
    private final List<HasMetadata> objects;

    /** @param objects as {@link Manifests} reads them */
    PodLabels(KubernetesClient client, List<HasMetadata> objects) {
        this.client = client;
        this.objects = objects;
    }

    /** Gives each pod what it lacks of its template's labels; the names of those that lacked some. What was added to a pod stays. */
    List<String> putBack() {
        List<String> mended = new ArrayList<>();
        for (HasMetadata object : objects) {
            switch (object) {
                case Deployment deployment -> mended.addAll(putBack(object, deployment.getSpec().getSelector(), deployment.getSpec().getTemplate()));
                case DaemonSet set -> mended.addAll(putBack(object, set.getSpec().getSelector(), set.getSpec().getTemplate()));
                default -> { } // has no pods
            }
        }
        return mended;
    }

    private List<String> putBack(HasMetadata owner, LabelSelector selector, PodTemplateSpec template) {
        Map<String, String> wanted = template.getMetadata().getLabels();
        List<Pod> lacking = client.pods().inNamespace(owner.getMetadata().getNamespace()).withLabelSelector(selector).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> !pod.getMetadata().getLabels().entrySet().containsAll(wanted.entrySet())).toList();
        lacking.forEach(pod -> client.resource(pod).edit(old -> {
            old.getMetadata().getLabels().putAll(wanted);
            return old;
        }));
        return lacking.stream().map(pod -> pod.getMetadata().getName()).toList();
    }
}
