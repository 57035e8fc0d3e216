package org.namingofcats.probe.race;

import java.util.List;
import org.namingofcats.probe.evidence.Verdict;

/**
 * An experiment after it was made.
 *
 * @param name    the experiment's
 * @param shows   what it was to show
 * @param verdict what it comes to
 * @param reason  why it is not a pass; for a pass what was seen
 * @param remarks what else was seen
 * @param run     all that was measured, {@code null} when nothing was
 */
public record Raced(String name, String shows, Verdict verdict, String reason, List<String> remarks, RaceRun run) {

    /** One that was not made, or of which nothing is known. */
    static Raced without(RaceExperiment experiment, Verdict verdict, String reason) {
        return new Raced(experiment.name(), experiment.shows(), verdict, reason, List.of(), null);
    }

    /** Its lanes, none when nothing was measured. */
    public List<LaneResult> lanes() {
        return run == null ? List.of() : LaneResult.of(run);
    }

    RaceReport.Entry entry() {
        return new RaceReport.Entry(name, lanes(), verdict, reason);
    }

    Raced but(Verdict other, String why) {
        return new Raced(name, shows, other, why, remarks, run);
    }
}
