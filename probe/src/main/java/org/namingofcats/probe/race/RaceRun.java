package org.namingofcats.probe.race;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.load.Sample;

/**
 * All that was measured in one experiment.
 *
 * @param tracks with every request
 * @param marks  what was done and seen meanwhile
 * @param windows when something was wrong and the cluster did not know yet
 * @param ledger what the workloads say they served, against that
 * @param old    names of the pods that were there at the start
 * @param broken why the experiment was broken off, {@code null} when it was not
 */
public record RaceRun(List<TrackRun> tracks, List<Mark> marks, List<Scene.Window> windows, Ledger ledger,
        Set<String> old, String broken) {
    /** Requests that tell whether a lane is back. */
    private static final int LAST = 20;

    /** Moment from which times are told, in milliseconds since 1970. */
    public double start() {
        return tracks.stream().mapToDouble(run -> run.told().startedAt()).filter(at -> at > 0).min().orElse(0);
    }

    /** When something was done for the first time, after the lanes had begun; infinitely late when nothing was. */
    double deed() {
        return marks.size() < 2 ? Double.POSITIVE_INFINITY : marks.get(1).at();
    }

    /** Why this is not the whole of it, each in one sentence; empty when it is. */
    List<String> gaps() {
        List<String> cut = tracks.stream().map(run -> run.told().cut()).filter(Objects::nonNull).toList();
        return Stream.concat(Stream.ofNullable(broken), cut.stream().limit(1)
                .map(why -> "%d of %d lanes were cut: %s".formatted(cut.size(), tracks.size(), why))).toList();
    }

    /** By which paths was asked, and how often by each at least. */
    String asked() {
        List<LaneResult> lanes = LaneResult.of(this);
        return String.format(Locale.ROOT, "(asked: %s; %,d requests or more in each lane)",
                lanes.stream().map(LaneResult::path).distinct().collect(Collectors.joining(", ")),
                lanes.stream().mapToInt(LaneResult::sent).min().orElse(0));
    }

    /** When the first mark of this beginning was made; infinitely late when there is none. */
    public double at(String beginning) {
        return marks.stream().filter(mark -> mark.text().startsWith(beginning)).mapToDouble(Mark::at).findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Each track of this kind that lost something, in words; nothing if none did. */
    public List<String> losses(Predicate<Track> which) {
        return tracks.stream().filter(run -> which.test(run.track()) && !run.lost().isEmpty()).map(this::loss).toList();
    }

    /** Each track that had lost something by a moment, in words; what was under way then may have been lost by what happened. */
    List<String> lostBefore(double moment) {
        return tracks.stream().filter(run -> run.lost().stream().anyMatch(sample -> run.ended(sample) < moment)).map(this::loss).toList();
    }

    /** How many requests by tracks of this kind were lost by what happened at a moment, or later. */
    long lostSince(double moment, Predicate<Track> which) {
        return tracks.stream().filter(run -> which.test(run.track()))
                .mapToLong(run -> run.lost().stream().filter(sample -> run.ended(sample) >= moment).count()).sum();
    }

    /** Each track of this kind that did not answer its last request, in words. */
    public List<String> notBack(Predicate<Track> which) {
        return tracks.stream().filter(run -> which.test(run.track()))
                .filter(run -> !isBack(run.samples()))
                .map(run -> run.track().lane() + " is not back").toList();
    }

    /** The very last request may have met a connection that was never answered: then those before it tell, nine in ten. */
    private static boolean isBack(List<Sample> samples) {
        List<Sample> last = samples.subList(Math.max(0, samples.size() - LAST), samples.size());
        return !last.isEmpty() && (last.getLast().answered() || 10 * last.stream().filter(Sample::answered).count() >= 9 * last.size());
    }

    private String loss(TrackRun run) {
        Map<Outcome, Long> outcomes = run.lost().stream().collect(Collectors.groupingBy(Sample::outcome, Collectors.counting()));
        Sample first = run.lost().getFirst();
        return "%s to %s lost %d of %d %s, the first %.1f s after the start (%s)".formatted(run.track().lane(),
                run.track().workload(), run.lost().size(), run.samples().size(), outcomes, (run.due(first) - start()) / 1e3, first.why());
    }
}
