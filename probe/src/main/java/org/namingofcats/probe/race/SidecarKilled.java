package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent;

/** One container of a pod dies; the others live on, and the pod says that it is not whole. */
@Singleton
public class SidecarKilled implements RaceExperiment {
    private static final String PAIRED = "service-a";
    private static final String LOCALHOST = "localhost";
    /** For a start on a busy machine. */
    private static final int SECONDS_TO_START = 180;
    private static final int LONGEST_BACK_OFF_SECONDS = 300;

    @Override
    public About about() {
        return new About("sidecar-killed", 4,
                "only the sidecar is started again: its neighbour keeps its process and answers at the pod's address, localhost comes back");
    }

    @Override
    public boolean isShort() {
        return true;
    }

    @Override
    public List<String> workloads() {
        return List.of(PAIRED);
    }

    @Override
    public Optional<String> missing(Scene scene) {
        Optional<Lab.Pod> pod = Victims.first(scene.lab(), PAIRED);
        return pod.isEmpty() ? Optional.of("no pod of " + PAIRED + " is ready")
                : pod.get().localPorts().isEmpty() ? Optional.of(pod.get().name() + " has no sidecar")
                : scene.lab().neighbour(pod.get()).isEmpty() ? Optional.of(pod.get().name() + " has no agent beside its sidecar")
                : new Machines(scene.lab()).missing(pod.get().node());
    }

    @Override
    public List<Track> tracks(Scene scene) {
        Lab.Pod pod = Victims.first(scene.lab(), PAIRED).orElseThrow();
        List<Track> tracks = new ArrayList<>();
        Agent neighbour = scene.lab().neighbour(pod).orElseThrow();
        String url = "http://127.0.0.1:" + pod.localPorts().get(pod.sidecar()) + "/";
        tracks.add(new Track(LOCALHOST, false, neighbour, url, Map.of(), pod.sidecar()));
        tracks.add(new Track(LOCALHOST, true, neighbour, url, Map.of(), pod.sidecar()));
        tracks.addAll(RaceExperiment.super.tracks(scene));
        return tracks;
    }

    @Override
    public void make(Scene scene) {
        Lab.Pod victim = Victims.first(scene.lab(), PAIRED).orElseThrow();
        String sidecar = victim.sidecar();
        Workloads workloads = new Workloads(scene);
        Pod before = workloads.pod(victim.name());
        scene.mark(new Machines(scene.lab()).kill(before, sidecar), "process of container " + sidecar + " in " + victim.name() + " is killed");
        Pod after = scene.await(sidecar + " of " + victim.name() + " to be started again, and the pod to be ready",
                patience(Machines.restarts(before, sidecar)), () -> workloads.pod(victim.name()), pod -> pod != null && Readiness.isPodReady(pod)
                        && Machines.restarts(pod, sidecar) == Machines.restarts(before, sidecar) + 1);
        scene.mark("container " + sidecar + " was started again, the pod is ready");
        int others = after.getStatus().getContainerStatuses().stream().mapToInt(status -> status.getRestartCount()).sum()
                - before.getStatus().getContainerStatuses().stream().mapToInt(status -> status.getRestartCount()).sum();
        if (others > 0) {
            scene.problem("other containers of " + victim.name() + " were started again as well, " + others + " times");
        }
        scene.recovered(track -> true, 60);
        scene.remark("container " + sidecar + " of pod " + victim.name() + " was killed and started again, its neighbours were not");
    }

    /**
     * How many seconds to wait for a container that has been started again so often: the kubelet does that at once, the next time after ten seconds,
     * twenty and so on, until it has run for ten minutes. In a soak it never does, and a fresh pod would be one whose memory nobody has watched.
     */
    static int patience(int restarts) {
        return SECONDS_TO_START + Math.min(LONGEST_BACK_OFF_SECONDS, 5 << Math.min(restarts, 6));
    }

    @Override
    public List<String> judge(RaceRun run) {
        List<String> problems = new ArrayList<>(run.losses(track -> track.path().equals(Track.POD_IP)));
        problems.addAll(run.notBack(track -> true));
        if (run.losses(track -> track.path().equals(LOCALHOST) && !track.keepAlive()).isEmpty()) {
            problems.add("localhost lost nothing: the sidecar was not gone");
        }
        return problems;
    }
}
