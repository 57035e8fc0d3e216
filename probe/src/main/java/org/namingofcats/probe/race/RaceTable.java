package org.namingofcats.probe.race;

import java.io.PrintWriter;
import java.util.Map;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.report.Paint;

/** A race on the terminal: what happens as it happens, and then the lanes. */
public final class RaceTable {
    private final PrintWriter out;
    private double start;

    public RaceTable(PrintWriter out) {
        this.out = out;
    }

    /** Says which experiment begins. */
    public void begin(RaceExperiment experiment) {
        start = 0;
        out.printf("%n%s%n", experiment.name());
        out.flush();
    }

    /** Says what happens; the first of it is when the lanes began. */
    public void tell(Mark mark) {
        start = start == 0 ? mark.at() : start;
        out.printf("  %6.1f s  %s%n", (mark.at() - start) / 1e3, mark.text());
        out.flush();
    }

    /** The experiment's lanes and verdict. */
    public void end(Raced raced) {
        if (!raced.lanes().isEmpty()) {
            out.printf("    %-20s %-10s %7s %8s %6s %10s  %s%n", "path", "connection", "sent", "answered", "lost", "outage", "outcomes");
        }
        raced.lanes().forEach(lane -> out.printf("    %-20s %-10s %7d %8d %6d %10s  %s%n", lane.path(), lane.connection(), lane.sent(),
                lane.answered(), lane.lost(), lane.outage(), lane.fates()));
        raced.remarks().forEach(remark -> out.println("    " + remark));
        out.printf("  %s %s: %s%n", Paint.mark(raced.verdict()), raced.name(), raced.reason());
        out.flush();
    }

    /** The last line of a run. */
    public void sum(Map<Verdict, Long> counts) {
        out.printf("%n%d passed, %d failed, %d skipped, %d inconclusive%n", counts.getOrDefault(Verdict.PASS, 0L),
                counts.getOrDefault(Verdict.FAIL, 0L), counts.getOrDefault(Verdict.SKIPPED, 0L),
                counts.getOrDefault(Verdict.INCONCLUSIVE, 0L));
        out.flush();
    }
}
