package org.namingofcats.probe.bench;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Services that nobody asks, each with an endpoint, so that kube-proxy has rules for them. In a namespace of their own,
 * which goes with all of them at the end, by a signal too.
 */
final class Crowd implements AutoCloseable {
    /** Requests to the API server under way at once. */
    private static final int TURNS = 8;
    /** For all to be gone; whatever is measured next would be measured amid them. */
    private static final int PATIENCE_SECONDS = 300;
    /** Of TEST-NET-1 (RFC 5737): nobody's. */
    private static final String NOBODY = "192.0.2.1";

    /** What their names begin with. */
    static final String NAME = "nobody-";

    private final KubernetesClient client;
    private final Consumer<String> tell;
    private final BenchNamespace own;
    private final String namespace;
    private int size;

    /** @param tell hears how they go */
    Crowd(KubernetesClient client, Consumer<String> tell) {
        this.client = client;
        this.tell = tell;
        this.own = new BenchNamespace(client);
        this.namespace = own.name();
    }

    String namespace() {
        return namespace;
    }

    /** Makes more, until there are {@code wanted}. */
    void grow(int wanted) {
        List<Future<?>> made = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(TURNS)) {
            for (; size < wanted; size++) {
                int number = size;
                made.add(threads.submit(() -> {
                    client.resource(service(number)).create();
                    client.resource(slice(number)).create();
                }));
            }
        }
        for (Future<?> one : made) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new BenchFailure("a Service cannot be made: " + e.getCause().getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchFailure("interrupted");
            }
        }
    }

    private Service service(int number) {
        return new ServiceBuilder().withNewMetadata().withName(NAME + number).withNamespace(namespace).endMetadata()
                .withNewSpec().addNewPort().withName("http").withPort(80).endPort().endSpec().build();
    }

    private EndpointSlice slice(int number) {
        return new EndpointSliceBuilder().withNewMetadata().withName(NAME + number).withNamespace(namespace)
                .addToLabels("kubernetes.io/service-name", NAME + number).endMetadata().withAddressType("IPv4")
                .addNewEndpoint().withAddresses(NOBODY).withNewConditions().withReady(true).endConditions().endEndpoint()
                .addNewPort().withName("http").withPort(8080).withProtocol("TCP").endPort().build();
    }

    /** When it returns they are gone; or it was told that they are not, yet. */
    @Override
    public void close() {
        tell.accept("removing them again");
        own.close();
        if (!own.isGoneWithin(PATIENCE_SECONDS)) {
            tell.accept("namespace %s is not gone after %d s: nothing is to be measured before it is".formatted(namespace, PATIENCE_SECONDS));
        }
    }
}
