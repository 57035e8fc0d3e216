package org.namingofcats.probe.race;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.load.LoadRequest;
import org.namingofcats.probe.load.RemoteLane;
import org.namingofcats.probe.load.Sample;

/** Tracks as if they had been run: ten requests a second, from the moment 1,000,000. */
public final class Runs {
    static final double START = 1_000_000;

    private Runs() {}

    /**
     * One character a request: {@code .} answered by pod old, {@code n} by pod new, {@code t} a time-out on a
     * connection of its own, else the first letter of an outcome.
     */
    public static TrackRun track(String path, boolean keepAlive, String requests) {
        List<Sample> samples = new ArrayList<>();
        for (char c : requests.toCharArray()) {
            Outcome outcome = c == '.' || c == 'n' ? Outcome.OK : c == 't' ? Outcome.TIMEOUT
                    : Arrays.stream(Outcome.values()).filter(one -> one.name().charAt(0) == c).findFirst().orElseThrow();
            samples.add(new Sample(samples.size(), samples.size() * 100, 0.5, 5, outcome, outcome != Outcome.OK ? null : c == '.' ? "old" : "new",
                    outcome == Outcome.OK ? null : "because", c == 't' ? 3.0 : null));
        }
        String lane = path + (keepAlive ? "-kept" : "-new");
        return new TrackRun(new Track(path, keepAlive, null, "http://x/", Map.of(), "service-b"), new RemoteLane.Told(
                new LoadRequest(lane, "http://x/", Map.of(), 10, 60, keepAlive, 1_000, true, "service-b"), START, samples));
    }

    /** The same whose agent was lost after so many requests. */
    static TrackRun cut(String path, boolean keepAlive, String requests, String why) {
        TrackRun whole = track(path, keepAlive, requests);
        return new TrackRun(whole.track(), new RemoteLane.Told(whole.told().request(), START, whole.samples(), why));
    }

    /** A race of these tracks. */
    public static RaceRun run(List<Mark> marks, List<Scene.Window> windows, TrackRun... tracks) {
        return new RaceRun(List.of(tracks), marks, windows, new Ledger(0, 0, 0, List.of(), 0, Map.of(), List.of()), Set.of("old"), null);
    }

    static RaceRun run(TrackRun... tracks) {
        return run(List.of(), List.of(), tracks);
    }

    /** Something seen so many milliseconds after the start. */
    public static Mark mark(double at, String text) {
        return new Mark(START + at, text);
    }
}
