package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A process is gone from one moment to the next, and nobody was told: requests go to it until the cluster knows. */
@Singleton
public class KillNine implements RaceExperiment {
    private static final int ROUNDS = 10;

    @Override
    public About about() {
        return new About("kill-9", 3,
                "a process that is killed takes along what was under way, and what is sent to it until the EndpointSlice changes; nothing else is lost");
    }

    @Override
    public boolean isShort() {
        return true;
    }

    @Override
    public Optional<String> missing(Scene scene) {
        return RaceExperiment.super.missing(scene).or(() ->
                new Machines(scene.lab()).missing(Victims.first(scene.lab(), WORKLOAD).orElseThrow().node()));
    }

    @Override
    public void make(Scene scene) {
        Workloads workloads = new Workloads(scene);
        int rounds = scene.rounds(ROUNDS);
        try (SliceWatch slices = new SliceWatch(scene, WORKLOAD)) {
            for (int round = 1; round <= rounds; round++) {
                List<Pod> ready = workloads.ready(WORKLOAD);
                Pod victim = ready.getLast();
                kill(scene, slices, victim, ready.size(), round + " of " + rounds);
                // The kubelet waits longer each time before it starts a container again: the next victim is to be a fresh one.
                workloads.delete(victim);
                workloads.awaitSettled(WORKLOAD);
            }
        }
    }

    private static void kill(Scene scene, SliceWatch slices, Pod victim, int ready, String round) {
        String name = victim.getMetadata().getName();
        double killed = new Machines(scene.lab()).kill(victim, WORKLOAD);
        scene.mark(killed, "process of " + name + " is killed, " + round);
        double seen = scene.await("the EndpointSlice to lose " + name, 60,
                () -> slices.when(victim.getMetadata().getUid(), false, killed), at -> at > 0);
        scene.window(new Scene.Window(name, ready, killed, seen));
        scene.mark(seen, "the API server knows, %.0f ms later".formatted(seen - killed));
        scene.await(name + " to be ready again", 180, () -> new Workloads(scene).pod(name),
                pod -> pod != null && Readiness.isPodReady(pod) && Machines.restarts(pod, WORKLOAD) > Machines.restarts(victim, WORKLOAD));
        scene.recovered(Track::byService, 60);
        scene.mark(name + " is ready again; it makes room for a fresh one");
    }

    @Override
    public List<String> judge(RaceRun run) {
        List<String> problems = new ArrayList<>();
        run.tracks().stream().filter(track -> track.track().byService()).forEach(track -> {
            long unexplained = track.lost().stream().filter(sample -> !Recovery.isExplained(run, track, sample)).count();
            if (unexplained > 0) {
                problems.add(track.track().lane() + " lost " + unexplained + " requests that were not under way to a killed process");
            }
            if (!track.track().byIngress()) {
                problems.addAll(new Toll(run, track).problems());
            }
        });
        return problems;
    }

    @Override
    public List<String> remarks(RaceRun run) {
        return Recovery.ratios(run);
    }
}
