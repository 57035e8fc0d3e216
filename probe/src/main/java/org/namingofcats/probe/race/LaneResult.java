package org.namingofcats.probe.race;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.load.Sample;

/**
 * One lane as it stands in {@code race.json}.
 *
 * @param connection   {@code new} or {@code kept-alive}
 * @param sent         requests that were due, each of which is answered or lost; of a lane that was cut, those that the agent told of
 * @param outcomes     how many ended how; those that did not occur are left out
 * @param outageMillis longest span without a success, from intended sends; of several tracks the longest
 * @param before       pods that answered before anything was done, by name
 * @param after        pods that answered the last requests
 * @param cut          why nobody can say what became of every request, {@code null} when all are told of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LaneResult(String path, String connection, int sent, int answered, int lost, Map<Outcome, Integer> outcomes,
        long outageMillis, List<String> before, List<String> after, String cut) {
    /** Requests of a track that tell who answers in the end: enough to meet each pod of a Service, few enough to be sent after all is over. */
    private static final int LAST = 40;

    /** The lanes of a race, in the order of its tracks. */
    static List<LaneResult> of(RaceRun race) {
        Map<String, List<TrackRun>> lanes = race.tracks().stream().collect(Collectors.groupingBy(run -> run.track().lane(),
                LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
        return lanes.values().stream().map(runs -> lane(runs, race.deed())).toList();
    }

    /** {@code service-b-old → service-b-new}. */
    public String answeredBy() {
        return before.equals(after) ? names(before) : names(before) + " → " + names(after);
    }

    /** {@code 210 ms}; a dash where nothing was lost. */
    public String outage() {
        return lost == 0 ? "–" : outageMillis + " ms";
    }

    /** How many ended how, and that it is not all. */
    public String fates() {
        return outcomes.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).collect(Collectors.joining(", "))
                + (cut == null ? "" : "; cut");
    }

    private static String names(List<String> pods) {
        return pods.isEmpty() ? "nobody" : String.join(", ", pods);
    }

    private static LaneResult lane(List<TrackRun> runs, double deed) {
        Map<Outcome, Integer> outcomes = new TreeMap<>();
        runs.stream().flatMap(run -> run.samples().stream()).map(Sample::outcome).forEach(one -> outcomes.merge(one, 1, Integer::sum));
        int sent = outcomes.values().stream().mapToInt(Integer::intValue).sum();
        int answered = outcomes.getOrDefault(Outcome.OK, 0);
        Track track = runs.getFirst().track();
        return new LaneResult(track.path(), track.connection(), sent, answered, sent - answered, outcomes,
                Math.round(runs.stream().mapToDouble(TrackRun::outageMillis).max().orElse(0)),
                pods(runs.stream().flatMap(run -> run.samples().stream().filter(sample -> run.ended(sample) < deed))),
                pods(runs.stream().flatMap(run -> run.samples().stream().skip(Math.max(0, run.samples().size() - LAST)))),
                runs.stream().map(run -> run.told().cut()).filter(Objects::nonNull).findFirst().orElse(null));
    }

    private static List<String> pods(Stream<Sample> samples) {
        return samples.filter(Sample::answered).map(Sample::pod).filter(Objects::nonNull).distinct().sorted().toList();
    }
}
