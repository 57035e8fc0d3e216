package org.namingofcats.probe.evidence;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which node answers for a load balancer's address, as MetalLB says it in layer 2 mode. */
public final class Announcer {
    private static final ResourceDefinitionContext STATUS = new ResourceDefinitionContext.Builder()
            .withGroup("metallb.io").withVersion("v1beta1").withPlural("servicel2statuses").withNamespaced(true).build();

    private static final Pattern ASSIGNED = Pattern.compile("announcing from node \"([^\"]+)\".*");

    private Announcer() {}

    /** @param at when, as the API server writes it */
    private record Told(String at, String node) {}

    /**
     * The node; empty where the load balancer is none of MetalLB's in layer 2 mode. MetalLB keeps a status and tells of each change by an
     * event; the latest word counts. A speaker that is gone does not take its status back, and after a node has failed the others may
     * not get theirs written ("status.node: Invalid value"); events are kept for an hour only.
     */
    public static Optional<String> of(KubernetesClient client, String namespace, String service) {
        return Stream.concat(statuses(client, namespace, service), events(client, namespace, service))
                .max(Comparator.comparing(Told::at)).map(Told::node);
    }

    private static Stream<Told> statuses(KubernetesClient client, String namespace, String service) {
        return read(() -> client.genericKubernetesResources(STATUS).inAnyNamespace().list().getItems())
                .filter(one -> service.equals(status(one, "serviceName")) && namespace.equals(status(one, "serviceNamespace")))
                .map(one -> new Told(one.getMetadata().getCreationTimestamp(), status(one, "node")));
    }

    /** Nothing where there are none, or this user may not look. */
    private static <T> Stream<T> read(Supplier<List<T>> list) {
        try {
            return list.get().stream();
        } catch (KubernetesClientException e) {
            return Stream.empty();
        }
    }

    private static Stream<Told> events(KubernetesClient client, String namespace, String service) {
        return read(() -> client.v1().events().inNamespace(namespace).list().getItems())
                .filter(event -> "nodeAssigned".equals(event.getReason()) && service.equals(event.getInvolvedObject().getName())
                        && event.getLastTimestamp() != null)
                .map(event -> Map.entry(event.getLastTimestamp(), ASSIGNED.matcher(event.getMessage())))
                .filter(event -> event.getValue().matches()).map(event -> new Told(event.getKey(), event.getValue().group(1)));
    }

    private static String status(GenericKubernetesResource resource, String field) {
        return resource.get("status", field);
    }
}
