package org.namingofcats.probe.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.namingofcats.probe.race.LaneResult;
import org.namingofcats.probe.race.Mark;
import org.namingofcats.probe.race.RaceExperiment;
import org.namingofcats.probe.race.Raced;
import org.namingofcats.probe.race.Timeline;

/**
 * A race as the page shows it, while it is made and when it is over.
 *
 * @param marks   what was done and seen so far
 * @param verdict {@code null} while it is made, as the reason; then there are no lanes and no drawing either
 * @param drawing who answered each lane over time, as SVG
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RaceSight(String name, List<Mark> marks, String verdict, String reason, List<LaneResult> lanes, List<String> remarks,
        String drawing) {

    /** One that is under way. */
    public static RaceSight running(RaceExperiment experiment, List<Mark> marks) {
        return new RaceSight(experiment.name(), List.copyOf(marks), null, null, List.of(), List.of(), null);
    }

    /** One that is over. */
    public static RaceSight of(Raced raced, List<Mark> marks) {
        return new RaceSight(raced.name(), List.copyOf(marks), raced.verdict().name(), raced.reason(), raced.lanes(),
                raced.remarks(), raced.run() == null ? null : Timeline.of(raced.run()));
    }
}
