package org.namingofcats.probe.race;

import java.util.List;
import java.util.Optional;
import org.namingofcats.probe.evidence.Lab;

/**
 * Something that happens to a cluster while requests run. Like a path it registers by existing: one bean, one file.
 * Beans keep nothing of one race for the next: what is to be remembered goes to the {@link Scene}.
 */
public interface RaceExperiment {

    /** On the command line and in reports, e.g. {@code rolling-update}. */
    String name();

    /** Place in the order of a whole run; what is hard on the cluster comes late. */
    int order();

    /** Whether one round of it takes a minute at most, so that it can be repeated in a soak. */
    default boolean isShort() {
        return false;
    }

    /** What it is to show, for a person. */
    String shows();

    /** Why it cannot be made here; empty if it can. */
    Optional<String> missing(Scene scene);

    /** Who asks whom meanwhile. */
    List<Track> tracks(Scene scene);

    /**
     * Does it, and waits until it is over. How each change is taken back is told to the scene before it is made.
     *
     * @throws SceneFailure when what should follow does not, within its deadline
     */
    void make(Scene scene);

    /** What was not as it must be, each in one sentence; empty for a pass. */
    List<String> judge(RaceRun run);

    /** What else the reader should know of the run. */
    default List<String> remarks(RaceRun run) {
        return List.of();
    }
}
