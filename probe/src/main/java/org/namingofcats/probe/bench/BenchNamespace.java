package org.namingofcats.probe.bench;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.namingofcats.probe.host.PutBack;

/** A namespace of a bench's own, which goes at the end with all that is in it, by a signal too. */
final class BenchNamespace implements AutoCloseable {
    private final String name = "naming-of-cats-x" + UUID.randomUUID().toString().substring(0, 8);
    private final KubernetesClient client;
    private final PutBack removal;

    BenchNamespace(KubernetesClient client) {
        this.client = client;
        this.removal = new PutBack("namespace " + name, () -> client.namespaces().withName(name).delete());
        Namespace made = new NamespaceBuilder().withNewMetadata().withName(name)
                .withLabels(Map.of("app.kubernetes.io/part-of", "naming-of-cats", "app.kubernetes.io/component", "bench")).endMetadata().build();
        try {
            client.resource(made).create();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        removal.nowOrSay();
    }

    /** Whether it has gone, with all that was in it, within so many seconds: to ask for that takes a moment, and what thousands of objects take is minutes. */
    boolean isGoneWithin(int seconds) {
        try {
            client.namespaces().withName(name).waitUntilCondition(Objects::isNull, seconds, TimeUnit.SECONDS);
            return true;
        } catch (KubernetesClientException e) {
            return false;
        }
    }
}
