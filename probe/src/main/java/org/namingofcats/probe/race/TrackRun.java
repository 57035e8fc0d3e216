package org.namingofcats.probe.race;

import java.util.List;
import org.namingofcats.probe.load.RemoteLane;
import org.namingofcats.probe.load.Sample;

/** A track that has been run, with what became of each of its requests. */
public record TrackRun(Track track, RemoteLane.Told told) {

    /** Requests that were not answered as they should be, in the order of their intended sends. */
    public List<Sample> lost() {
        return samples().stream().filter(sample -> !sample.answered()).toList();
    }

    /** How many were lost on connections that were kept, and not on one that a lane which keeps them had to open anew. */
    long lostOnKept() {
        return lost().stream().filter(Sample::cameByKeptConnection).count();
    }

    /** In the order of their intended sends. */
    public List<Sample> samples() {
        return told.samples();
    }

    /** When a request should have been sent, in milliseconds since 1970. */
    public double due(Sample sample) {
        return told.startedAt() + sample.at();
    }

    /** When its end was known. */
    public double ended(Sample sample) {
        return due(sample) + sample.took();
    }

    /** The word that sender, receiver and report know a request by. */
    public String nonce(Sample sample) {
        return told.request().nonce(sample.number());
    }

    /**
     * Longest span without a success, by intended sends: from the first request that was lost to the next one that was
     * answered; to the end of the lane if none was. 0 when none was lost.
     */
    public double outageMillis() {
        double longest = 0;
        Sample first = null;
        double interval = 1_000.0 / told.request().perSecond();
        for (Sample sample : samples()) {
            if (sample.answered()) {
                longest = Math.max(longest, first == null ? 0 : sample.at() - first.at());
                first = null;
            } else {
                first = first == null ? sample : first;
            }
        }
        return first == null ? longest : Math.max(longest, samples().getLast().at() + interval - first.at());
    }
}
