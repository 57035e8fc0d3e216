package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.namingofcats.probe.evidence.Lab;

/**
 * What the nodes' kernels remember of connections to pods that have gone. Each entry of their tables leads its source port to who is gone, whatever
 * the Service's rules say since. It lives for two minutes without an answer (nf_conntrack_tcp_timeout_syn_sent), five while something is under
 * way (_unacknowledged), a day when its pod had no time to say goodbye (_established, as kube-proxy sets it), and as long as the
 * client goes on repeating a goodbye that the pod did not stay to hear (_last_ack). kube-proxy clears such entries of UDP only.
 */
final class StaleConnections implements ResourceEventHandler<Pod>, AutoCloseable {
    private final KubernetesClient client;
    private final Set<String> addresses = ConcurrentHashMap.newKeySet();
    private final SharedIndexInformer<Pod> informer;

    /** Watches from now on: an informer, since it begins anew when the API server has forgotten how far a watch was. */
    StaleConnections(KubernetesClient client) {
        this.client = client;
        this.informer = client.pods().inAnyNamespace().inform(this);
    }

    /**
     * Has the nodes forget them when the experiment is over: a client that comes by that port again, in the next one, would be lost by what was
     * before. A node that is no machine of ours, or cannot, is left alone; one that could and does not is not whole again. Where none can, no pods are
     * watched: those of the whole cluster may be many, and nobody's business.
     */
    static void forgetAfter(Scene scene) {
        List<Lab.Node> all = scene.lab().nodes();
        Optional<Machines> machines = all.stream().findFirst().map(any -> new Machines(scene.lab()));
        List<String> nodes = all.stream().map(Lab.Node::name).filter(node -> machines.orElseThrow().canForget(node)).toList();
        if (nodes.isEmpty()) {
            return;
        }
        StaleConnections stale = new StaleConnections(scene.client());
        scene.afterwards("have the nodes forget connections to nobody", () -> {
            stale.close();
            Set<String> gone = stale.gone();
            nodes.forEach(node -> machines.orElseThrow().forget(node, gone));
        });
    }

    /** Addresses that a pod had since, and that no pod has now. */
    Set<String> gone() {
        Set<String> gone = new TreeSet<>(addresses);
        client.pods().inAnyNamespace().list().getItems().forEach(pod -> gone.removeAll(addresses(pod)));
        return gone;
    }

    private static Set<String> addresses(Pod pod) {
        return pod.getStatus() == null || pod.getStatus().getPodIP() == null ? Set.of() : Set.of(pod.getStatus().getPodIP());
    }

    @Override
    public void onAdd(Pod pod) {
        addresses.addAll(addresses(pod));
    }

    @Override
    public void onUpdate(Pod before, Pod now) {
        onAdd(now);
    }

    @Override
    public void onDelete(Pod pod, boolean unknown) {
        onAdd(pod);
    }

    @Override
    public void close() {
        informer.stop();
    }
}
