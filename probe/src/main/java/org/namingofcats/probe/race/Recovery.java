package org.namingofcats.probe.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.namingofcats.probe.load.Sample;

/**
 * How soon a lane was whole again, compared with how soon the API server knew: 1 means at the very moment when a raw watch
 * saw the EndpointSlice change, which no path can undercut while its requests still go to whoever is gone.
 */
final class Recovery {
    /** After the API server knows, each node's kube-proxy and the ingress controller have to hear of it and to act. */
    private static final double TO_FOLLOW_MILLIS = 2_000;

    private Recovery() {}

    /** Whether a lost request belongs to any of the spans in which the cluster did not know. */
    static boolean isExplained(RaceRun run, TrackRun track, Sample sample) {
        return run.windows().stream().anyMatch(window -> belongs(track, sample, window));
    }

    /** Whether a request was under way, or was sent, in a span in which the cluster did not know, or had not acted yet. */
    static boolean belongs(TrackRun track, Sample sample, Scene.Window window) {
        return track.ended(sample) >= window.from() && track.due(sample) <= window.seen() + TO_FOLLOW_MILLIS;
    }

    /** One sentence for each track by a Service that lost something in a window. */
    static List<String> ratios(RaceRun run) {
        return run.tracks().stream().filter(track -> track.track().byService()).map(track -> ratio(run, track))
                .filter(text -> !text.isEmpty()).toList();
    }

    private static String ratio(RaceRun run, TrackRun track) {
        double interval = 1_000.0 / track.told().request().perSecond();
        List<Double> ratios = new ArrayList<>();
        for (Scene.Window window : run.windows()) {
            track.lost().stream().filter(sample -> belongs(track, sample, window)).mapToDouble(sample -> track.due(sample) + interval).max()
                    .ifPresent(end -> ratios.add(Math.max(0, end - window.from()) / (window.seen() - window.from())));
        }
        ratios.sort(null);
        return ratios.isEmpty() ? "" : String.format(Locale.ROOT, "%s: lost something in %d of %d rounds, whole again after %.2f of the"
                + " time until the EndpointSlice changed (%.2f to %.2f)", track.track().lane(), ratios.size(), run.windows().size(),
                ratios.get(ratios.size() / 2), ratios.getFirst(), ratios.getLast());
    }
}
