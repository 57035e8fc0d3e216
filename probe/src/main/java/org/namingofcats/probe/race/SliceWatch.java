package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A raw watch of one Service's EndpointSlices: when the API server said that a pod is ready, and when that it is not. */
final class SliceWatch implements Watcher<EndpointSlice>, AutoCloseable {
    private record Said(double at, boolean ready) {}

    private final Map<String, List<Said>> pods = new ConcurrentHashMap<>();
    private final Scene scene;
    private final Watch watch;

    SliceWatch(Scene scene, String service) {
        this.scene = scene;
        watch = scene.client().discovery().v1().endpointSlices().inNamespace(scene.namespace())
                .withLabel("kubernetes.io/service-name", service).watch(this);
    }

    @Override
    public void eventReceived(Action action, EndpointSlice slice) {
        double now = System.currentTimeMillis();
        if (slice.getEndpoints() != null) {
            slice.getEndpoints().stream().filter(endpoint -> endpoint.getTargetRef() != null).forEach(endpoint -> note(endpoint, now));
        }
    }

    private void note(Endpoint endpoint, double now) {
        List<Said> said = pods.computeIfAbsent(endpoint.getTargetRef().getUid(), uid -> new CopyOnWriteArrayList<>());
        boolean ready = Boolean.TRUE.equals(endpoint.getConditions().getReady());
        if (said.isEmpty() || said.getLast().ready() != ready) {
            said.add(new Said(now, ready));
        }
    }

    /** When it was said, after {@code from}, that the pod is ready or is not; negative as long as it was not. */
    double when(String uid, boolean ready, double from) {
        return pods.getOrDefault(uid, List.of()).stream().filter(said -> said.at() >= from && said.ready() == ready)
                .mapToDouble(Said::at).findFirst().orElse(-1);
    }

    /** The client watches anew by itself unless the API server has forgotten how far it was. */
    @Override
    public void onClose(WatcherException cause) {
        scene.unknown("nobody watched the EndpointSlices to the end: " + cause.getMessage());
    }

    @Override
    public void close() {
        watch.close();
    }
}
