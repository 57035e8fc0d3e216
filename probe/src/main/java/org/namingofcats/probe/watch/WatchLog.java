package org.namingofcats.probe.watch;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.report.Counts;
import org.namingofcats.probe.report.Paint;
import org.namingofcats.probe.trouble.Clean;
import org.namingofcats.probe.watch.Changes.Change;

/** A watch for a person at a terminal: one line a round, and one for each check that changed. */
public final class WatchLog {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintWriter out;
    private final Paint paint;
    private final Clock clock;

    /** @param clock whose time of day stands before each line, in its own zone */
    public WatchLog(PrintWriter out, Paint paint, Clock clock) {
        this.out = out;
        this.paint = paint;
        this.clock = clock;
    }

    /** Says where the metrics are and how the watch goes on. */
    public void begin(String address, Duration pause, boolean experiments) {
        out.println("metrics at " + address + "; " + pause.toSeconds() + " s between rounds, "
                + (experiments ? "with experiments" : "without experiments") + "; Ctrl-C ends it");
        out.flush();
    }

    void print(int number, Round round, List<Change> changes) {
        String head = LocalTime.now(clock).format(TIME) + " round " + number + ": ";
        if (round.report() != null) {
            out.println(head + Counts.of(round.report().summary(), paint) + paint.dim(" in " + seconds(round.took())));
            changes.forEach(this::change);
        }
        if (round.trouble() != null) {
            out.println(head + paint.verdict(Verdict.FAIL, round.trouble()));
        }
        out.flush();
    }

    private void change(Change change) {
        if (change.after() == null) {
            out.println("  " + paint.dim("– GONE") + " " + change.id() + ", was " + change.before());
            return;
        }
        Verdict now = change.after().verdict();
        out.println("  " + paint.verdict(now, Paint.mark(now)) + " " + change.id() + " from " + change.after().vantage()
                + (change.before() == null ? "" : ", was " + change.before())
                + (now == Verdict.PASS ? "" : ": " + oneLine(change.after().reason())));
    }

    void end(int rounds, int code) {
        out.println("ended after " + rounds + (rounds == 1 ? " round" : " rounds") + ", exit code " + code);
        out.flush();
    }

    /** A reason may quote what came off the network. */
    private static String oneLine(String text) {
        return Clean.text(String.valueOf(text).replaceAll("\\p{Cntrl}+", " "));
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
