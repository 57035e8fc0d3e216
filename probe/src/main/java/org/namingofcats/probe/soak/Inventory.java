package org.namingofcats.probe.soak;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is in a cluster, by name, without what comes and goes by itself, and whom memory was too small for: to be compared before and after. */
final class Inventory {
    private final Set<String> names = new TreeSet<>();
    /** Those that are on their way out, or are to change by themselves: nobody misses them. */
    private final Set<String> passing = new HashSet<>();
    /** Containers that were killed for their memory, and when; of each the last time. */
    private final Set<String> outOfMemory = new TreeSet<>();
    /** Namespaces that go, and all that is in them. */
    private final Set<String> ending;

    private Inventory(List<Namespace> namespaces) {
        ending = namespaces.stream().filter(Inventory::isEnding).map(namespace -> namespace.getMetadata().getName()).collect(Collectors.toSet());
        add(namespaces.stream());
    }

    static Inventory of(KubernetesClient client) {
        Inventory inventory = new Inventory(client.namespaces().list().getItems());
        inventory.add(client.apps().deployments().inAnyNamespace().list().getItems().stream());
        inventory.add(client.apps().daemonSets().inAnyNamespace().list().getItems().stream());
        inventory.add(client.services().inAnyNamespace().list().getItems().stream());
        inventory.add(client.configMaps().inAnyNamespace().list().getItems().stream());
        inventory.add(client.secrets().inAnyNamespace().list().getItems().stream());
        inventory.add(client.network().v1().ingresses().inAnyNamespace().list().getItems().stream());
        inventory.add(client.policy().v1().podDisruptionBudget().inAnyNamespace().list().getItems().stream());
        client.nodes().list().getItems().stream().filter(node -> Boolean.TRUE.equals(node.getSpec().getUnschedulable()))
                .forEach(node -> inventory.names.add("a cordon of " + node.getMetadata().getName()));
        List<Pod> pods = client.pods().inAnyNamespace().list().getItems();
        pods.forEach(inventory::addOutOfMemory);
        pods.stream().filter(pod -> !Set.of("Running", "Succeeded").contains(pod.getStatus().getPhase()) || isEnding(pod))
                .map(pod -> "a pod " + pod.getMetadata().getName() + " that is " + pod.getStatus().getPhase()).forEach(pod -> {
                    inventory.names.add(pod);
                    inventory.passing.add(pod);
                });
        return inventory;
    }

    /** By what its kubelet says, and by no clock of ours; the container may be back by now, or not yet. */
    private void addOutOfMemory(Pod pod) {
        Stream.concat(pod.getStatus().getInitContainerStatuses().stream(), pod.getStatus().getContainerStatuses().stream()).forEach(container ->
                Stream.of(container.getState(), container.getLastState()).filter(Objects::nonNull).map(ContainerState::getTerminated)
                        .filter(end -> end != null && "OOMKilled".equals(end.getReason())).forEach(end -> outOfMemory.add("container "
                                + pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName() + "/" + container.getName() + " at " + end.getFinishedAt())));
    }

    private static boolean isEnding(HasMetadata object) {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    private void add(Stream<? extends HasMetadata> objects) {
        objects.forEach(object -> {
            String namespace = object.getMetadata().getNamespace();
            String name = object.getKind() + " " + (namespace == null ? "" : namespace + "/") + object.getMetadata().getName();
            names.add(name);
            if (isEnding(object) || namespace != null && ending.contains(namespace)) {
                passing.add(name);
            }
        });
    }

    /** What is here and was not there before, what was there and is not here, and who was killed for his memory since. */
    List<String> differsFrom(Inventory before) {
        List<String> differences = new ArrayList<>();
        names.stream().filter(name -> !before.names.contains(name)).forEach(name -> differences.add("left behind: " + name));
        before.names.stream().filter(name -> !names.contains(name) && !before.passing.contains(name)).forEach(name -> differences.add("gone: " + name));
        outOfMemory.stream().filter(one -> !before.outOfMemory.contains(one)).forEach(one -> differences.add("killed for its memory: " + one));
        return differences;
    }
}
