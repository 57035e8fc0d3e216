package org.namingofcats.probe.race;

import java.util.List;
import org.namingofcats.probe.evidence.Verdict;

/**
 * What is written to {@code race.json}.
 *
 * @param experiments in the order in which they were made
 */
public record RaceReport(List<Entry> experiments) {

    /**
     * @param lanes   empty when it was not made
     * @param verdict {@code PASS} when all was as it must be
     * @param reason  what was not; for a pass what it shows
     */
    public record Entry(String name, List<LaneResult> lanes, Verdict verdict, String reason) {}
}
