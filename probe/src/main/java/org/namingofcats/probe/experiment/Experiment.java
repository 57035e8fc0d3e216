package org.namingofcats.probe.experiment;

import java.util.Optional;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;

/**
 * A check that changes something in the cluster and sees what follows. It works on objects of its own on a
 * {@link Stage}, never on the lab's. Like a path it registers by existing: one bean, one file.
 */
public interface Experiment {

    /** {@code <path>/<what>}, unique in a run. */
    String id();

    /** From where it is looked at. */
    Vantage vantage();

    /** What should be seen, for a person. */
    String expected();

    /** Why this cluster cannot show it; empty if it can. */
    default Optional<String> missing(Lab lab) {
        return Optional.empty();
    }

    /**
     * Makes the change and looks. Every look at a closed door comes after, or beside, a look at the same door open.
     *
     * @throws StageFailure when the change itself could not be made, which says nothing about the network
     */
    CheckResult make(Trial trial);
}
