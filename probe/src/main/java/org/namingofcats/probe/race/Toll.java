package org.namingofcats.probe.race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.namingofcats.probe.load.Sample;

/**
 * What pods that are gone may cost a lane while the cluster does not know of it: killed ones, and one that rules lead to which nobody writes any
 * more. Not by the Ingress: which connections Envoy has, nobody sees.
 * <ul>
 * <li>Nothing is lost on a kept connection to another pod. That a loss was on such a one is certain if the lane had been answered just before,
 * lately not by the killed pod, and nothing else was under way: then there was a connection to use. One such loss of a whole race, in the
 * second after a kill, is let pass: a client without a core may open another connection before it has put the first one back, and that may
 * have led to the process that was ending.</li>
 * <li>Of all other requests no more are lost than a Service leads to the killed pod, one of n that were ready: of those up to the last loss
 * 1/n, five standard deviations of that binomial distribution more, which a healthy lane exceeds once in three million times, and two for
 * each kill, since the count ends with a loss and what was under way comes in addition.</li>
 * </ul>
 */
record Toll(RaceRun run, TrackRun track) {
    private static final double JUST_BEFORE_MILLIS = 500;
    /** A connection is given up when it was idle for a second. */
    private static final double LATELY_MILLIS = 1_500;
    /** For how long a process that was killed may go on to accept connections: as long as its memory takes to be freed. */
    private static final double ENDING_MILLIS = 1_000;
    private static final double DEVIATIONS = 5;
    private static final int EACH_KILL = 2;

    /** What was lost beyond that, in one sentence for each of the two; nothing if nothing was. */
    List<String> problems() {
        List<Sample> elsewhere = new ArrayList<>();
        boolean whenItHadEnded = false;
        int lost = 0;
        double share = 0;
        double variance = 0;
        for (Scene.Window window : run.windows()) {
            List<Sample> led = new ArrayList<>();
            for (Sample sample : track.lost().stream().filter(one -> Recovery.belongs(track, one, window)).toList()) {
                boolean another = isOnAnother(sample, window.pod());
                (another ? elsewhere : led).add(sample);
                whenItHadEnded |= another && sent(sample) > window.from() + ENDING_MILLIS;
            }
            double last = led.stream().mapToDouble(track::due).max().orElse(Double.NEGATIVE_INFINITY);
            long asked = track.samples().stream().filter(sample -> track.ended(sample) >= window.from() && track.due(sample) <= last).count();
            lost += led.size();
            share += (double) asked / window.pods();
            variance += (double) asked * (window.pods() - 1) / (window.pods() * window.pods());
        }
        List<String> problems = new ArrayList<>();
        if (elsewhere.size() > 1 || whenItHadEnded) {
            problems.add(track.track().lane() + " lost " + elsewhere.size() + " requests on kept connections to pods that lived");
        }
        double most = share + DEVIATIONS * Math.sqrt(variance) + EACH_KILL * run.windows().size();
        if (lost > most) {
            problems.add(String.format(Locale.ROOT, "%s lost %d requests while the cluster did not know that a pod was gone: about %.0f were"
                    + " led to it, %.0f at most", track.track().lane(), lost, share, Math.floor(most)));
        }
        return problems;
    }

    private boolean isOnAnother(Sample lost, String killed) {
        double sent = sent(lost);
        return track.track().keepAlive() && lost.cameByKeptConnection()
                && track.samples().stream().filter(one -> track.ended(one) <= sent).max(Comparator.comparingDouble(track::ended))
                        .filter(last -> last.answered() && track.ended(last) >= sent - JUST_BEFORE_MILLIS).isPresent()
                && track.samples().stream().noneMatch(one -> killed.equals(one.pod()) && track.ended(one) <= sent
                        && track.ended(one) >= sent - LATELY_MILLIS)
                && track.samples().stream().noneMatch(one -> one.number() != lost.number() && sent(one) <= sent && track.ended(one) > sent);
    }

    private double sent(Sample sample) {
        return track.due(sample) + sample.late();
    }
}
