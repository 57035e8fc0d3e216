package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Lab;

/**
 * Pods that were called not ready though nobody deleted them. No Service leads to such a pod, so where it was the only one, requests are lost that no
 * change of the cluster has lost: as on a machine that is too busy for its pods to answer a kubelet in time.
 */
final class Unready implements ResourceEventHandler<Pod>, AutoCloseable {
    private static final int TOLD = 3;

    private record Spell(String pod, String uid, double at) {}

    private final KubernetesClient client;
    private final String namespace;
    private final Set<String> workloads;
    private final List<Spell> spells = new CopyOnWriteArrayList<>();
    private final SharedIndexInformer<Pod> informer;

    /** Watches from now on. */
    Unready(KubernetesClient client, String namespace, Set<String> workloads) {
        this.client = client;
        this.namespace = namespace;
        this.workloads = workloads;
        this.informer = client.pods().inNamespace(namespace).inform(this);
    }

    @Override
    public void onAdd(Pod pod) { /* it is new */ }

    @Override
    public void onUpdate(Pod before, Pod now) {
        if (workloads.contains(now.getMetadata().getLabels().getOrDefault(Lab.NAME_LABEL, "")) && now.getMetadata().getDeletionTimestamp() == null
                && Readiness.isPodReady(before) && !Readiness.isPodReady(now)) {
            spells.add(new Spell(now.getMetadata().getName(), now.getMetadata().getUid(), System.currentTimeMillis()));
        }
    }

    @Override
    public void onDelete(Pod pod, boolean unknown) { /* somebody did it */ }

    /** One sentence for each time, with what the kubelet said of it last. @param start from when times are told, in milliseconds since 1970 */
    List<String> remarks(double start) {
        Stream<String> told = spells.stream().limit(TOLD).map(spell -> String.format(Locale.ROOT, "%s was called not ready at %.1f s, though nobody deleted it%s",
                spell.pod(), (spell.at() - start) / 1e3, cause(spell)));
        return Stream.concat(told, spells.size() <= TOLD ? Stream.of() : Stream.of("so were pods " + (spells.size() - TOLD) + " more times")).toList();
    }

    private String cause(Spell spell) {
        try {
            return client.v1().events().inNamespace(namespace).list().getItems().stream()
                    .filter(event -> "Unhealthy".equals(event.getReason()) && spell.uid().equals(event.getInvolvedObject().getUid()))
                    .map(Event::getMessage).filter(message -> message != null && message.startsWith("Readiness")).reduce((a, b) -> b)
                    .map(": "::concat).orElse("");
        } catch (KubernetesClientException e) {
            return ""; // who may not read events learns the rest all the same
        }
    }

    @Override
    public void close() {
        informer.stop();
    }
}
