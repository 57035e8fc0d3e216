package org.namingofcats.probe.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.report.Paint;
import org.namingofcats.probe.report.Report;
import org.namingofcats.probe.trouble.ExitCode;

/** A watch over rounds that are made up. */
class WatchTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T19:12:00.5Z"), ZoneOffset.UTC);

    private final StringWriter text = new StringWriter();
    private final Metrics metrics = new Metrics();
    private final List<Optional<Report>> known = new ArrayList<>();
    private final Stop stop = new Stop();

    /** Watches until the rounds are used up; the end is wished for while the one after them is under way. */
    private int watch(Round... rounds) {
        ArrayDeque<Round> left = new ArrayDeque<>(List.of(rounds));
        WatchLog log = new WatchLog(new PrintWriter(text), new Paint(false), CLOCK);
        return new Watch(last -> stop.during(() -> {
            known.add(last);
            if (left.isEmpty()) {
                stop.wish();
            }
            return left.poll();
        }), metrics, log, Duration.ofMillis(1)).until(stop);
    }

    @Test
    void aLineARoundAndOneForEachChange() {
        watch(Rows.round("a/x PASS", "b/y PASS"), Rows.round("a/x FAIL", "b/y PASS"), Rows.round("a/x FAIL", "b/y PASS"),
                Rows.round("a/x PASS"));
        assertEquals("""
                19:12:00 round 1: 2 passed, 0 failed, 0 skipped, 0 inconclusive in 1.5 s
                19:12:00 round 2: 1 passed, 1 failed, 0 skipped, 0 inconclusive in 1.5 s
                  ✘ FAIL a/x from node, was PASS: because of a/x\uFFFD2J
                19:12:00 round 3: 1 passed, 1 failed, 0 skipped, 0 inconclusive in 1.5 s
                19:12:00 round 4: 1 passed, 0 failed, 0 skipped, 0 inconclusive in 1.5 s
                  ✔ PASS a/x from node, was FAIL
                  – GONE b/y, was PASS
                ended after 4 rounds, exit code 0
                """, text.toString());
    }

    @Test
    void aClusterThatIsAwayIsCountedAndShownAndNotTheEnd() {
        assertEquals(ExitCode.PASSED, watch(Rows.round("a/x FAIL"), Rows.away(), Rows.away(), Rows.round("a/x PASS")));
        assertEquals(2, text.toString().lines().filter(line -> line.endsWith("the cluster cannot be reached: start it")).count(), text.toString());
        assertTrue(text.toString().contains("✔ PASS a/x from node, was FAIL"), "compared with the last round that was one");
        assertEquals(2.0, Scraped.of(metrics).value("naming_of_cats_rounds_total{result=\"unreachable\"}"));
    }

    @Test
    void aRoundKnowsTheLastReportThereWas() {
        Round first = Rows.round("a/x PASS");
        watch(first, Rows.away());
        assertEquals(List.of(Optional.empty(), Optional.of(first.report()), Optional.of(first.report())), known);
    }

    @Test
    void theExitCodeIsTheLastWholeRounds() {
        assertEquals(ExitCode.FAILED, watch(Rows.round("a/x PASS"), Rows.round("a/x FAIL")));
    }

    @Test
    void aClusterThatStaysAwayIs69() {
        assertEquals(ExitCode.UNREACHABLE, watch(Rows.away()));
    }

    @Test
    void noRoundAtAllIsNoSuccess() {
        assertEquals(ExitCode.NOTHING_RAN, watch());
        assertEquals("ended after 0 rounds, exit code 77\n", text.toString());
    }

    @Test
    void aReportThatCannotBeWrittenIsSaidBesideTheRound() {
        Round round = Rows.round("a/x PASS");
        assertEquals(ExitCode.USAGE, watch(new Round(ExitCode.USAGE, round.report(), "the report cannot be written", round.took())));
        assertTrue(text.toString().contains("1 passed") && text.toString().contains("round 1: the report cannot be written"), text.toString());
    }
}
