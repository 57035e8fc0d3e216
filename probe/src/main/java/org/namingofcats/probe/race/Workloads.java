package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Lab;

/** The lab's Deployments and their pods, for an experiment to change and to wait for. */
public final class Workloads {
    /** A dozen JVMs may start at once on two cores. */
    private static final int PATIENCE_SECONDS = 300;

    private final Scene scene;

    public Workloads(Scene scene) {
        this.scene = scene;
    }

    /** All pods of a workload, also those that start or end. */
    public List<Pod> all(String workload) {
        return scene.client().pods().inNamespace(scene.namespace()).withLabel(Lab.NAME_LABEL, workload).list().getItems();
    }

    /** A pod as it is now, {@code null} when it is gone. */
    public Pod pod(String name) {
        return scene.client().pods().inNamespace(scene.namespace()).withName(name).get();
    }

    /** Those that answer, the youngest last. */
    public List<Pod> ready(String workload) {
        return all(workload).stream().filter(Readiness::isPodReady).filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp())).toList();
    }

    /** Deletes a pod as a rollout or a drain does it, with the time to stop that its manifest gives it. */
    public void delete(Pod pod) {
        scene.client().pods().inNamespace(scene.namespace()).withName(pod.getMetadata().getName()).delete();
    }

    /** As {@code kubectl rollout restart}. */
    public void restart(String workload) {
        deployment(workload).rolling().restart();
    }

    /** The Deployment of a workload. */
    public RollableScalableResource<Deployment> deployment(String workload) {
        return scene.client().apps().deployments().inNamespace(scene.namespace()).withName(workload);
    }

    /** Waits until every pod of a workload is the newest and ready, and none is on its way out. */
    public void awaitSettled(String workload) {
        scene.await(workload + " to have all its pods ready and no other", PATIENCE_SECONDS, () -> workload, this::isSettled);
    }

    /** Whether every pod of a workload is the newest and ready, and none is on its way out. */
    public boolean isSettled(String workload) {
        Deployment deployment = deployment(workload).get();
        int wanted = deployment.getSpec().getReplicas();
        List<Pod> pods = all(workload);
        var status = deployment.getStatus();
        return deployment.getMetadata().getGeneration().equals(status.getObservedGeneration())
                && Stream.of(status.getReplicas(), status.getUpdatedReplicas(), status.getAvailableReplicas())
                        .allMatch(count -> count != null && count == wanted)
                && pods.size() == wanted
                // A Deployment's status lags behind: right after a deletion it still counts who is about to go.
                && pods.stream().allMatch(pod -> pod.getMetadata().getDeletionTimestamp() == null && Readiness.isPodReady(pod));
    }
}
