package org.namingofcats.probe.soak;

import java.util.List;
import org.namingofcats.probe.evidence.Verdict;

/**
 * What is written to {@code soak.json}.
 *
 * @param minutes    how long it took
 * @param faults     what was done, in order
 * @param memory     of each container that was looked at for at least half of the time, in MiB
 * @param openFiles  of each such pod
 * @param unwatched  containers that were started too late, or ended too early, to say anything of them
 * @param differences what the cluster has more or less than before, and which containers were killed for their memory
 */
public record SoakReport(double minutes, List<Fault> faults, int verifications, List<Trend> memory, List<Trend> openFiles, int unwatched,
        List<String> differences, Verdict verdict, String reason) {

    /** @param lost requests of its lanes */
    public record Fault(String name, Verdict verdict, String reason, int sent, int lost) {}

    /** @param perHour slope of the second half */
    public record Trend(String of, int looks, double first, double last, double perHour, boolean grew) {}
}
