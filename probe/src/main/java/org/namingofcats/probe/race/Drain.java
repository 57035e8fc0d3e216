package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.Lab;

/** A node is emptied for maintenance, as fast as the budget allows. */
@Singleton
public class Drain implements NodeExperiment {
    @Override
    public About about() {
        return new About("drain", 5,
                "a node is emptied without a loss on any Service path, never faster than the PodDisruptionBudget allows, and the pods come back spread");
    }

    @Override
    public Optional<String> missing(Scene scene) {
        return NodeExperiment.super.missing(scene)
                .or(() -> node(scene).filter(cordoned(scene)::contains).map(node -> node + " is cordoned already, and that is not ours to take back"))
                .or(() -> workers(scene).size() < 2 ? Optional.of("pods have nowhere else to go: one node only runs workloads, and is not cordoned")
                        : Optional.empty())
                .or(() -> node(scene).map(node -> orphans(movable(scene, node))).filter(orphans -> !orphans.isEmpty()).map(orphans ->
                        "no controller would make these again: " + String.join(", ", orphans)))
                .or(() -> budgets(scene).isEmpty() ? Optional.of("there is no PodDisruptionBudget") : Optional.empty());
    }

    /** Nodes that run workloads, and take more. */
    private static Set<String> workers(Scene scene) {
        Set<String> workers = scene.lab().pods().stream().map(Lab.Pod::node).collect(Collectors.toSet());
        workers.removeAll(cordoned(scene));
        return workers;
    }

    private static Set<String> cordoned(Scene scene) {
        return scene.client().nodes().list().getItems().stream().filter(node -> Boolean.TRUE.equals(node.getSpec().getUnschedulable()))
                .map(node -> node.getMetadata().getName()).collect(Collectors.toSet());
    }

    @Override
    public void make(Scene scene) {
        Workloads workloads = new Workloads(scene);
        String node = node(scene).orElseThrow();
        int workers = workers(scene).size();
        try (Watch budget = Budget.watch(scene)) {
            scene.mark(node + " is cordoned");
            Runnable uncordon = scene.change(() -> schedulable(scene, node, false), "uncordon " + node, () -> schedulable(scene, node, true));
            int refused = evict(scene, node);
            scene.mark(node + " is empty; " + refused + " evictions had to wait for the budget");
            workloads.awaitSettled(WORKLOAD);
            scene.mark("all pods of " + WORKLOAD + " are ready elsewhere");
            uncordon.run();
            scene.mark(node + " is uncordoned; a new rollout spreads the pods, nothing else would move them");
            workloads.restart(WORKLOAD);
            workloads.awaitSettled(WORKLOAD);
        }
        workloads.awaitSettled("service-a");
        Collection<Long> spread = workloads.ready(WORKLOAD).stream()
                .collect(Collectors.groupingBy(pod -> pod.getSpec().getNodeName(), Collectors.counting())).values();
        scene.mark("pods a node: " + spread);
        if (!isSpread(spread, workers)) {
            scene.problem("the pods did not come back spread: " + spread);
        }
    }

    /** Whether every worker has its share, or every pod a worker of its own where there are more of these. */
    static boolean isSpread(Collection<Long> counts, int workers) {
        long pods = counts.stream().mapToLong(Long::longValue).sum();
        return counts.size() >= Math.min(workers, pods) && counts.stream().allMatch(count -> count - Collections.min(counts) <= 1);
    }

    private static void schedulable(Scene scene, String node, boolean yes) {
        scene.client().nodes().withName(node).edit(one -> {
            one.getSpec().setUnschedulable(yes ? null : true);
            return one;
        });
    }

    /** Those that no controller would make again. */
    static List<String> orphans(List<Pod> pods) {
        return pods.stream().filter(pod -> pod.getMetadata().getOwnerReferences().stream().noneMatch(owner -> Boolean.TRUE.equals(owner.getController())))
                .map(pod -> pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName()).toList();
    }

    private static List<Pod> movable(Scene scene, String node) {
        return scene.client().pods().inAnyNamespace().withField("spec.nodeName", node).list().getItems().stream().filter(Drain::movable).toList();
    }

    /** As {@code kubectl drain --ignore-daemonsets --delete-emptydir-data}; how often the budget said no. */
    private static int evict(Scene scene, String node) {
        int[] refused = {0};
        scene.await("all pods to leave " + node, 300, () -> {
            List<Pod> left = movable(scene, node);
            left.stream().filter(pod -> pod.getMetadata().getDeletionTimestamp() == null).forEach(pod -> {
                boolean done = scene.client().pods().inNamespace(pod.getMetadata().getNamespace()).withName(pod.getMetadata().getName()).evict();
                refused[0] += done ? 0 : 1;
                if (done) {
                    scene.mark(pod.getMetadata().getName() + " is evicted");
                }
            });
            return left;
        }, List::isEmpty);
        return refused[0];
    }

    /** A DaemonSet's pods would only come back, and a static pod belongs to its node. */
    private static boolean movable(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream().noneMatch(owner -> Set.of("DaemonSet", "Node").contains(owner.getKind()))
                && !Set.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
    }

    private static List<?> budgets(Scene scene) {
        return scene.client().policy().v1().podDisruptionBudget().inNamespace(scene.namespace()).list().getItems();
    }

    @Override
    public List<String> judge(RaceRun run) {
        return run.losses(Track::byService);
    }
}
