package org.namingofcats.probe.race;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.namingofcats.probe.evidence.Lab;

/** Which pods of the lab something happens to. */
final class Victims {
    private Victims() {}

    /** The first pod of a workload, by name. */
    static Optional<Lab.Pod> first(Lab lab, String workload) {
        return lab.pods().stream().filter(pod -> pod.workload().equals(workload)).min(Comparator.comparing(Lab.Pod::name));
    }

    /** The youngest pod of a workload: who repeats this again and again leaves the others alone. */
    static Lab.Pod youngest(Scene scene, String workload) {
        List<String> byAge = new Workloads(scene).ready(workload).stream().map(pod -> pod.getMetadata().getName()).toList();
        return scene.lab().pods().stream().filter(pod -> pod.workload().equals(workload))
                .max(Comparator.comparing(pod -> byAge.indexOf(pod.name()))).orElseThrow();
    }

    /** Why nobody could watch; empty if somebody can. */
    static Optional<String> missing(Lab lab, List<String> workloads) {
        return workloads.stream().filter(workload -> first(lab, workload).isEmpty()).findFirst()
                .map(workload -> "no pod of " + workload + " is ready")
                .or(() -> workloads.stream().flatMap(workload -> Tracks.of(lab, first(lab, workload).orElseThrow(), Set.of()).stream())
                        .noneMatch(Track::byService)
                                ? Optional.of("there is no agent, inside or outside, that could watch a Service") : Optional.empty());
    }

    /** All paths to each workload, the pod's own to the youngest, when nothing happens to nodes. */
    static List<Track> tracks(Scene scene, List<String> workloads) {
        return workloads.stream().flatMap(workload -> Tracks.of(scene.lab(), youngest(scene, workload), Set.of()).stream()).toList();
    }
}
