package org.namingofcats.probe.experiment;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.probe.vantage.Quote;

/** Why an actor does not come on the stage: it is gone when somebody reads that one was waited for. */
final class Backstage {
    private Backstage() {}

    /** What the API server says of an actor's pods that are not ready, or of why there are none; each after a colon. */
    static String why(KubernetesClient client, String namespace, String label, String actor) {
        try {
            List<Pod> pods = client.pods().inNamespace(namespace).withLabel(label, actor).list().getItems();
            Stream<String> said = pods.isEmpty() ? client.apps().deployments().inNamespace(namespace).list().getItems().stream()
                    .filter(deployment -> deployment.getMetadata().getName().equals(actor)).flatMap(Backstage::refused)
                    : pods.stream().map(Pod::getStatus).filter(Objects::nonNull).flatMap(Backstage::waits);
            return said.filter(Objects::nonNull).distinct().map(text -> ": " + Quote.quoted(text)).collect(Collectors.joining());
        } catch (KubernetesClientException e) {
            return ""; // that it was waited for in vain is true all the same
        }
    }

    /** By a quota, or by whoever admits pods here. */
    private static Stream<String> refused(Deployment deployment) {
        return deployment.getStatus() == null ? Stream.empty() : deployment.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("ReplicaFailure")).map(condition -> condition.getMessage());
    }

    /** For a node, or for what a container needs, its image for one. */
    private static Stream<String> waits(PodStatus status) {
        return Stream.concat(status.getConditions().stream()
                .filter(condition -> condition.getType().equals("PodScheduled") && condition.getStatus().equals("False"))
                .map(condition -> condition.getMessage()),
                status.getContainerStatuses().stream().map(container -> container.getState().getWaiting()).filter(Objects::nonNull)
                        .map(Backstage::text));
    }

    private static String text(ContainerStateWaiting waiting) {
        return waiting.getReason() + (waiting.getMessage() == null ? "" : ", " + waiting.getMessage());
    }
}
