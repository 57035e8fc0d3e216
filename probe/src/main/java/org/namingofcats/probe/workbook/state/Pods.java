package org.namingofcats.probe.workbook.state;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pods that run. A pod is made after its template once: what was changed about it by hand stays so, however often the template
 * is applied. Rules that go by a label miss the pod that has lost it; another image may be no service at all, and a container that
 * was added cannot be taken out.
 */
final class Pods {
    /** How long one may take to go. Its controller counts it among the available ones until then. */
    private static final Duration GOING = Duration.ofSeconds(60);

    private final KubernetesClient client;
    private final List<HasMetadata> objects;
    private final Consumer<String> say;

    /**
     * @param objects as {@link Manifests} reads them
     * @param say     is told what is done, a line each
     */
    Pods(KubernetesClient client, List<HasMetadata> objects, Consumer<String> say) {
        this.client = client;
        this.objects = objects;
        this.say = say;
    }

    /** Gives each pod what it lacks of its template's labels, and has those made anew that differ otherwise. More labels stay. */
    void putBack() {
        for (HasMetadata object : objects) {
            switch (object) {
                case Deployment deployment -> putBack(object, deployment.getSpec().getSelector(), deployment.getSpec().getTemplate());
                case DaemonSet set -> putBack(object, set.getSpec().getSelector(), set.getSpec().getTemplate());
                default -> { } // has no pods
            }
        }
    }

    private void putBack(HasMetadata owner, LabelSelector selector, PodTemplateSpec template) {
        String namespace = owner.getMetadata().getNamespace();
        List<Pod> running = client.pods().inNamespace(namespace).withLabelSelector(selector).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null).toList();
        Map<String, String> wanted = template.getMetadata().getLabels();
        running.stream().filter(pod -> !pod.getMetadata().getLabels().entrySet().containsAll(wanted.entrySet())).forEach(pod -> {
            client.resource(pod).edit(old -> {
                old.getMetadata().getLabels().putAll(wanted);
                return old;
            });
            say.accept("put back the labels of Pod " + pod.getMetadata().getName());
        });
        List<Pod> changed = running.stream().filter(pod -> isChanged(pod, template.getSpec())).toList();
        if (!changed.isEmpty()) {
            Set<String> owners = owners(owner);
            changed.stream().filter(pod -> isOf(owners, pod)).forEach(this::makeAnew);
        }
    }

    /** By somebody: an image that admission wrote, of a mirror for example, the next pod has too. */
    private static boolean isChanged(Pod pod, PodSpec template) {
        return !pod.getSpec().getEphemeralContainers().isEmpty()
                || !images(pod.getSpec()).entrySet().containsAll(images(template).entrySet())
                && pod.getMetadata().getManagedFields().stream().anyMatch(by -> Deployed.isHand(by.getManager()));
    }

    /** By the container's name. */
    private static Map<String, String> images(PodSpec spec) {
        return Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream())
                .collect(Collectors.toMap(Container::getName, Container::getImage));
    }

    /** UIDs of what makes another pod when one goes. */
    private Set<String> owners(HasMetadata object) {
        Set<String> self = Set.of(client.resource(object).require().getMetadata().getUid());
        List<ReplicaSet> sets = client.apps().replicaSets().inNamespace(object.getMetadata().getNamespace()).list().getItems();
        return Stream.concat(self.stream(), sets.stream().filter(set -> isOf(self, set)).map(set -> set.getMetadata().getUid()))
                .collect(Collectors.toSet());
    }

    private static boolean isOf(Set<String> owners, HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream().anyMatch(owner -> owners.contains(owner.getUid()));
    }

    private void makeAnew(Pod pod) {
        client.resource(pod).withGracePeriod(1).delete();
        client.resource(pod).waitUntilCondition(Objects::isNull, GOING.toSeconds(), TimeUnit.SECONDS);
        say.accept("had Pod " + pod.getMetadata().getName() + " made anew, which was changed");
    }
}
