package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which node answers for a load balancer's address, as MetalLB says it in layer 2 mode. */
final class Announcer {
    private static final ResourceDefinitionContext STATUS = new ResourceDefinitionContext.Builder()
            .withGroup("metallb.io").withVersion("v1beta1").withPlural("servicel2statuses").withNamespaced(true).build();

    private static final Pattern ASSIGNED = Pattern.compile("announcing from node \"([^\"]+)\".*");

    private Announcer() {}

    /** The node; empty where the load balancer is none of MetalLB's in layer 2 mode. */
    static Optional<String> of(KubernetesClient client, String namespace, String service) {
        return byStatus(client, namespace, service).or(() -> byEvent(client, namespace, service));
    }

    private static Optional<String> byStatus(KubernetesClient client, String namespace, String service) {
        try {
            return client.genericKubernetesResources(STATUS).inAnyNamespace().list().getItems().stream()
                    .filter(one -> service.equals(status(one, "serviceName")) && namespace.equals(status(one, "serviceNamespace")))
                    // A speaker that is gone does not take its word back: the latest one counts.
                    .max(Comparator.comparing(one -> one.getMetadata().getCreationTimestamp())).map(one -> status(one, "node"));
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }

    /** After a node has failed MetalLB may give up its statuses ("status.node: Invalid value"); what it told of stays for an hour. */
    private static Optional<String> byEvent(KubernetesClient client, String namespace, String service) {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> "nodeAssigned".equals(event.getReason()) && service.equals(event.getInvolvedObject().getName())
                        && event.getLastTimestamp() != null)
                .max(Comparator.comparing(Event::getLastTimestamp)).map(event -> ASSIGNED.matcher(event.getMessage()))
                .filter(Matcher::matches).map(told -> told.group(1));
    }

    private static String status(GenericKubernetesResource resource, String field) {
        return resource.get("status", field);
    }
}
