package org.namingofcats.probe.page;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.namingofcats.probe.trouble.ProbeException;

/** Follows the lab's objects by watches and tells a {@link Feed} of them. */
public final class ClusterWatch implements AutoCloseable {
    /** A list of each kind; on a busy machine the first one also opens the connection. */
    private static final int SECONDS_TO_BEGIN = 20;

    private final Feed feed;
    private final Map<String, SharedIndexInformer<?>> informers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    /**
     * Begins. What the user may not watch, or what the cluster does not know, is told as such.
     *
     * @param client    stays open longer than this
     * @param namespace the lab's; agents on the host network are in the one called the same with {@code -nodes}
     */
    public ClusterWatch(KubernetesClient client, String namespace, Feed feed) {
        this.feed = feed;
        CompletableFuture.allOf(Stream.of(
                follow("node", client.nodes(), Sight::of),
                follow("pod", client.pods().inNamespace(namespace), Sight::of),
                follow("pod", client.pods().inNamespace(namespace + "-nodes"), Sight::of),
                follow("service", client.services().inNamespace(namespace), Sight::of),
                follow("slice", client.discovery().v1().endpointSlices().inNamespace(namespace), Sight::of),
                follow("route", client.network().v1().ingresses().inNamespace(namespace), Sight::of),
                follow("route", client.resources(Gateway.class).inNamespace(namespace), Sight::of),
                follow("route", client.resources(HTTPRoute.class).inNamespace(namespace), Sight::of))
                .toArray(CompletableFuture[]::new)).completeOnTimeout(null, SECONDS_TO_BEGIN, TimeUnit.SECONDS).join();
        looks.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private <T extends HasMetadata> CompletableFuture<Void> follow(String topic, Informable<T> what, Function<T, Object> sight) {
        SharedIndexInformer<T> informer = what.runnableInformer(0);
        String kind = informer.getApiTypeClass().getSimpleName();
        informers.put(kind + informers.size(), informer);
        informer.addEventHandler(new ResourceEventHandler<T>() {
            @Override
            public void onAdd(T object) {
                feed.put(topic, key(kind, object), sight.apply(object));
            }

            @Override
            public void onUpdate(T old, T object) {
                onAdd(object);
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                feed.put(topic, key(kind, object), null);
            }
        });
        informer.exceptionHandler((started, problem) -> started); // who could watch once tries again, for as long as it takes
        return informer.start().toCompletableFuture().handle((started, problem) -> {
            if (problem != null) {
                informers.values().remove(informer);
                feed.put("unseen", kind, "not watched: " + ProbeException.brief(problem));
            }
            return null;
        });
    }

    private static String key(String kind, HasMetadata object) {
        return kind + " " + object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }

    /** Whether what is shown is what is so. */
    private void look() {
        feed.put("link", "", Map.of("live", informers.values().stream().allMatch(SharedIndexInformer::isWatching)));
    }

    @Override
    public void close() {
        looks.shutdownNow();
        informers.values().forEach(SharedIndexInformer::stop);
    }
}
