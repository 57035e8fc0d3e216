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

    /** Why nobody could watch; empty if somebody can. */
    static Optional<String> missing(Lab lab, List<String> workloads) {
        return workloads.stream().filter(workload -> first(lab, workload).isEmpty()).findFirst()
                .map(workload -> "no pod of " + workload + " is ready")
                .or(() -> tracks(lab, workloads).stream().noneMatch(Track::byService)
                        ? Optional.of("there is no agent, inside or outside, that could watch a Service") : Optional.empty());
    }

    /** All paths to each workload, when nothing happens to nodes. */
    static List<Track> tracks(Lab lab, List<String> workloads) {
        return workloads.stream().flatMap(workload -> first(lab, workload).stream())
                .flatMap(pod -> Tracks.of(lab, pod, Set.of()).stream()).toList();
    }
}
