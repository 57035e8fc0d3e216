package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.Pod;
import jakarta.inject.Singleton;
import java.util.List;

/** A pod is told to go, and goes without letting anybody down. */
@Singleton
public class GracefulDelete implements RaceExperiment {
    private static final int ROUNDS = 10;

    @Override
    public About about() {
        return new About("graceful-delete", 2,
                "a pod that is deleted finishes what it has begun and gets nothing new: every Service path loses nothing");
    }

    @Override
    public boolean isShort() {
        return true;
    }

    @Override
    public void make(Scene scene) {
        Workloads workloads = new Workloads(scene);
        int rounds = scene.rounds(ROUNDS);
        for (int round = 1; round <= rounds; round++) {
            Pod victim = workloads.ready(WORKLOAD).getLast();
            scene.mark("pod " + victim.getMetadata().getName() + " is deleted, " + round + " of " + rounds);
            workloads.delete(victim);
            workloads.awaitSettled(WORKLOAD);
        }
        scene.mark("the last one has ended, its successor is ready");
    }

    @Override
    public List<String> judge(RaceRun run) {
        return run.losses(Track::byService);
    }
}
