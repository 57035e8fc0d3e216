package org.namingofcats.probe.race;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.load.Sample;

/**
 * One lane as it stands in {@code race.json}.
 *
 * @param connection   {@code new} or {@code kept-alive}
 * @param sent         requests that were due, each of which is answered or lost
 * @param outcomes     how many ended how; those that did not occur are left out
 * @param outageMillis longest span without a success, from intended sends; of several tracks the longest
 */
public record LaneResult(String path, String connection, int sent, int answered, int lost, Map<Outcome, Integer> outcomes,
        long outageMillis) {

    /** The lanes of a race, in the order of its tracks. */
    static List<LaneResult> of(List<TrackRun> runs) {
        Map<String, List<TrackRun>> lanes = runs.stream().collect(Collectors.groupingBy(run -> run.track().lane(),
                LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
        return lanes.values().stream().map(LaneResult::lane).toList();
    }

    private static LaneResult lane(List<TrackRun> runs) {
        Map<Outcome, Integer> outcomes = new TreeMap<>();
        runs.stream().flatMap(run -> run.samples().stream()).map(Sample::outcome).forEach(one -> outcomes.merge(one, 1, Integer::sum));
        int sent = outcomes.values().stream().mapToInt(Integer::intValue).sum();
        int answered = outcomes.getOrDefault(Outcome.OK, 0);
        Track track = runs.getFirst().track();
        return new LaneResult(track.path(), track.connection(), sent, answered, sent - answered, outcomes,
                Math.round(runs.stream().mapToDouble(TrackRun::outageMillis).max().orElse(0)));
    }
}
