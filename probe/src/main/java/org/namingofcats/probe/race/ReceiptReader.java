package org.namingofcats.probe.race;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.namingofcats.api.ReceiptRoll;
import org.namingofcats.probe.vantage.Agents;
import org.namingofcats.probe.vantage.PodProxy;

/**
 * Reads the receipts of every workload's pod while a race runs, each pod in a thread of its own, so that one that is
 * cut off does not hold up the others. Over the API server's pod proxy, which is none of the paths under test.
 */
final class ReceiptReader implements ResourceEventHandler<Pod>, AutoCloseable {

    private final PodProxy pods;
    private final ObjectMapper json;
    private final Served served;
    private final Set<String> readers = ConcurrentHashMap.newKeySet();
    private final Map<String, Pod> alive = new ConcurrentHashMap<>();
    private final SharedIndexInformer<Pod> informer;
    private volatile boolean over;

    ReceiptReader(KubernetesClient client, String namespace, ObjectMapper json, Served served) {
        this.pods = new PodProxy(client);
        this.json = json;
        this.served = served;
        this.informer = client.pods().inNamespace(namespace).inform(this);
    }

    @Override
    public void onAdd(Pod pod) {
        String name = pod.getMetadata().getName();
        if (Agents.port(pod.getSpec(), "http").isPresent() && pod.getStatus().getPodIP() != null) {
            alive.put(name, pod);
            if (readers.add(name)) {
                Thread.startVirtualThread(() -> follow(name));
            }
        }
    }

    @Override
    public void onUpdate(Pod before, Pod now) {
        onAdd(now);
    }

    @Override
    public void onDelete(Pod pod, boolean unknown) {
        alive.remove(pod.getMetadata().getName());
    }

    private void follow(String name) {
        for (Pod pod = alive.get(name); pod != null && !over; pod = alive.get(name)) {
            look(pod);
            Scene.rest();
        }
        readers.remove(name);
    }

    /** Asks every pod once more, after the last request has ended. */
    void lastLook() {
        over = true;
        alive.values().forEach(this::look);
    }

    private void look(Pod pod) {
        String name = pod.getMetadata().getName();
        try {
            boolean whole = false;
            while (!whole) {
                double askedAt = System.currentTimeMillis();
                String answer = pods.get(pod.getMetadata().getNamespace(), name, Agents.port(pod.getSpec(), "http").orElseThrow(), "/receipts?from=" + served.next(name));
                whole = answer == null || served.enter(name, json.readValue(answer, ReceiptRoll.class), askedAt);
            }
        } catch (Exception e) {
            // Not up yet, or gone: what it does not tell is told apart from what it denies.
        }
    }

    @Override
    public void close() {
        over = true;
        informer.close();
    }
}
