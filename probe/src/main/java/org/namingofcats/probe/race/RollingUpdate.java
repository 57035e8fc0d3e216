package org.namingofcats.probe.race;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.namingofcats.probe.load.Sample;

/** New pods for old, one by one, as at every release: nobody who asks a Service notices, who asks a pod does. */
@Singleton
public class RollingUpdate implements RaceExperiment {
    private static final int ROUNDS = 5;
    /** Of each lane: fewer would not show a loss of one in a thousand. */
    private static final int REQUESTS = 3_000;
    private static final List<String> WORKLOADS = List.of("service-a", "service-b");

    @Override
    public About about() {
        return new About("rolling-update", 1,
                "every Service path loses nothing while all pods of both services are replaced; a pod's own address ends with it");
    }

    @Override
    public List<String> workloads() {
        return WORKLOADS;
    }

    @Override
    public void make(Scene scene) {
        Workloads workloads = new Workloads(scene);
        int rounds = scene.rounds(ROUNDS);
        for (int round = 1; round <= rounds; round++) {
            scene.mark("rollout " + round + " of " + rounds + " begins");
            WORKLOADS.forEach(workloads::restart);
            WORKLOADS.forEach(workloads::awaitSettled);
        }
        scene.mark("all pods are new, the last old one has ended");
        scene.enough(REQUESTS);
    }

    @Override
    public List<String> judge(RaceRun run) {
        List<String> problems = new ArrayList<>(run.losses(Track::byService));
        run.tracks().stream().filter(track -> track.track().path().equals(Track.POD_IP))
                .filter(track -> isTheSame(track.samples().getFirst(), track.samples().getLast()))
                .forEach(track -> problems.add(track.track().lane() + " to " + track.track().workload()
                        + " still answers: its pod was not replaced"));
        return problems;
    }

    /** Where addresses are used again soon, another pod may have this one by now. */
    private static boolean isTheSame(Sample first, Sample last) {
        return last.answered() && last.pod().equals(first.pod());
    }
}
