package org.namingofcats.probe.race;

import java.util.List;
import java.util.Optional;

/**
 * Something that happens to a cluster while requests run. Like a path it registers by existing: one bean, one file.
 * Beans keep nothing of one race for the next: what is to be remembered goes to the {@link Scene}.
 */
public interface RaceExperiment {
    /** To whom things happen if an experiment does not say otherwise: it has several pods, on several nodes. */
    String WORKLOAD = "service-b";

    /**
     * What an experiment is.
     *
     * @param name  on the command line and in reports, e.g. {@code rolling-update}
     * @param order its place in a whole run; what is hard on the cluster comes late
     * @param shows what it is to show, for a person
     */
    record About(String name, int order, String shows) {}

    About about();

    default String name() {
        return about().name();
    }

    default String shows() {
        return about().shows();
    }

    /** Whether one round of it takes a minute at most, so that it can be repeated in a soak. */
    default boolean isShort() {
        return false;
    }

    /** Who is asked meanwhile, by value of {@code app.kubernetes.io/name}. */
    default List<String> workloads() {
        return List.of(WORKLOAD);
    }

    /** Why it cannot be made here; empty if it can. */
    default Optional<String> missing(Scene scene) {
        return Victims.missing(scene.lab(), workloads());
    }

    /** Who asks whom meanwhile: by every path, as nothing happens to nodes. */
    default List<Track> tracks(Scene scene) {
        return Victims.tracks(scene, workloads());
    }

    /**
     * Does it, and waits until it is over. How each change is taken back is told to the scene, which makes it then.
     *
     * @throws SceneFailure when what should follow does not, within its deadline
     */
    void make(Scene scene);

    /** What was not as it must be, each in one sentence; empty for a pass. */
    List<String> judge(RaceRun run);

    /** What nobody saw and a pass would rest on, each in one sentence; empty for a pass. */
    default List<String> doubts(RaceRun run) {
        return List.of();
    }

    /** What a pass has shown, and by which paths. */
    default String seen(RaceRun run) {
        return shows() + " " + run.asked();
    }

    /** What else the reader should know of the run. */
    default List<String> remarks(RaceRun run) {
        return List.of();
    }
}
