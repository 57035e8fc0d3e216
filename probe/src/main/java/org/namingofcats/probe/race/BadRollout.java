package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/** A release that cannot start: the old pods go on, the error has a name, and it is rolled back. */
@Singleton
public class BadRollout implements RaceExperiment {
    /** A port of the node where nobody listens: the image is looked for, and nothing leaves the machine. */
    private static final String NO_IMAGE = "localhost:1/no-such-cat:dev";
    /** Long enough for a good release to make progress, short enough to be waited for. */
    private static final int PROGRESS_SECONDS = 30;

    @Override
    public About about() {
        return new About("bad-rollout", 6,
                "a release that does not start takes nobody's place: the old pods answer everything, the error is named, the rollback is clean");
    }

    @Override
    public void make(Scene scene) {
        release(scene, "an image that does not exist", container -> container.setImage(NO_IMAGE), BadRollout::waiting);
        release(scene, "a readiness that never comes", container -> container.getReadinessProbe().getHttpGet().setPath("/no-such-path"),
                pod -> unready(scene, pod));
    }

    private static void release(Scene scene, String what, Consumer<Container> change, Function<Pod, String> error) {
        Workloads workloads = new Workloads(scene);
        DeploymentSpec good = workloads.deployment(WORKLOAD).get().getSpec();
        scene.mark("a release with " + what + " begins");
        Runnable rollback = scene.change(() -> spec(workloads, spec -> {
            change.accept(spec.getTemplate().getSpec().getContainers().getFirst());
            spec.setProgressDeadlineSeconds(PROGRESS_SECONDS);
        }), "roll " + WORKLOAD + " back", () -> spec(workloads, spec -> {
            spec.setTemplate(good.getTemplate());
            spec.setProgressDeadlineSeconds(good.getProgressDeadlineSeconds());
        }));
        String named = scene.await("a pod to say what is wrong", 180, () -> workloads.all(WORKLOAD).stream().map(error)
                .filter(Objects::nonNull).findFirst().orElse(null), Objects::nonNull);
        scene.mark("a pod says: " + named);
        String verdict = scene.await("the Deployment to say that it has failed", PROGRESS_SECONDS + 120,
                () -> progress(workloads.deployment(WORKLOAD).get()), "ProgressDeadlineExceeded"::equals);
        scene.mark("the Deployment says: " + verdict);
        scene.remark("release with " + what + ": " + named + "; " + verdict);
        rollback.run();
        workloads.awaitSettled(WORKLOAD);
        scene.mark("rolled back");
    }

    private static void spec(Workloads workloads, Consumer<DeploymentSpec> change) {
        workloads.deployment(WORKLOAD).edit(deployment -> {
            change.accept(deployment.getSpec());
            return deployment;
        });
    }

    /** Why the kubelet cannot start a container, e.g. {@code ErrImagePull}. */
    private static String waiting(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream().map(status -> status.getState().getWaiting())
                .filter(state -> state != null && state.getReason().contains("Image"))
                .map(state -> state.getReason() + " (" + NO_IMAGE + ")").findFirst().orElse(null);
    }

    /** What the kubelet's events say of a pod's readiness. */
    private static String unready(Scene scene, Pod pod) {
        return scene.client().v1().events().inNamespace(scene.namespace()).withField("involvedObject.name", pod.getMetadata().getName())
                .list().getItems().stream().filter(event -> "Unhealthy".equals(event.getReason()) && event.getMessage().contains("404"))
                .map(event -> event.getMessage().strip()).findFirst().orElse(null);
    }

    private static String progress(Deployment deployment) {
        return deployment.getStatus().getConditions().stream().filter(condition -> condition.getType().equals("Progressing"))
                .map(condition -> condition.getReason()).findFirst().orElse("");
    }

    @Override
    public List<String> judge(RaceRun run) {
        return run.losses(track -> true);
    }
}
