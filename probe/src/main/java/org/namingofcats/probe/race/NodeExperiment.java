package org.namingofcats.probe.race;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.namingofcats.probe.evidence.Lab;

/** Something that happens to a whole node: who asks meanwhile must stand on another one. */
interface NodeExperiment extends RaceExperiment {

    /** The node that it happens to, where there is one: that of the workload's first pod. */
    default Optional<String> node(Scene scene) {
        return victim(scene).map(Lab.Pod::node);
    }

    /** The pod whose own address is asked. */
    default Optional<Lab.Pod> victim(Scene scene) {
        return Victims.first(scene.lab(), workloads().getFirst());
    }

    @Override
    default Optional<String> missing(Scene scene) {
        return RaceExperiment.super.missing(scene).or(() ->
                Tracks.inside(scene.lab(), workloads().getFirst(), Set.of(node(scene).orElseThrow())).isEmpty()
                        ? Optional.of("there is no agent on another node") : Optional.empty());
    }

    @Override
    default List<Track> tracks(Scene scene) {
        return Tracks.of(scene.lab(), victim(scene).orElseThrow(), Set.of(node(scene).orElseThrow()));
    }
}
