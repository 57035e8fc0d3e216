package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.load.RemoteLane;
import org.namingofcats.probe.load.Sample;

/** The drawing shows who answered, and what was lost. */
class TimelineTest {
    private static long boxes(String svg, String colour) {
        return Pattern.compile("<path class=\"" + colour + "\" d=\"([^\"]*)\"").matcher(svg).results()
                .flatMap(found -> Pattern.compile("z").matcher(found.group(1)).results()).count();
    }

    @Test
    void eachMomentHasTheColourOfWhoAnswered() {
        String svg = Timeline.of(Runs.run(List.of(Runs.mark(100, "deleted")), List.of(), Runs.track("pod-ip", false, "..TTT"),
                Runs.track("cluster-ip", true, "..nnn")));
        assertEquals(4, boxes(svg, "pod0"), "the old pod, twice in each lane");
        assertEquals(3, boxes(svg, "pod1"), "its successor");
        assertEquals(3, boxes(svg, "lost"));
        assertEquals(1, Pattern.compile("class=\"mark\"").matcher(svg).results().count());
        assertTrue(svg.contains(">pod-ip, new<") && svg.contains(">cluster-ip, kept-alive<"));
    }

    @Test
    void eachLaneSaysWhoAnsweredBeforeAndInTheEnd() {
        List<Mark> marks = List.of(Runs.mark(0, "the lanes run"), Runs.mark(250, "deleted"));
        RaceRun run = Runs.run(marks, List.of(), Runs.track("cluster-ip", false, "..." + "n".repeat(40)));
        assertTrue(Timeline.of(run).contains("<title>old → new</title>\n<text x=\"0\" y=\"47\">cluster-ip, new</text>"), Timeline.of(run));
        String page = RacePage.of("kind-x", List.of(new Raced("drain", "shows", Verdict.PASS, "shows", List.of(), run)));
        assertTrue(page.contains("<li>cluster-ip, new: old → new</li>"), page);
    }

    /** What stands in a drawing is markup, and whoever answers says what he is called. */
    @Test
    void whatAPodCallsItselfIsEscaped() {
        TrackRun track = Runs.track("pod-ip", false, ".");
        Sample odd = new Sample(0, 0, 0, 5, Outcome.OK, "<script>&", null);
        RaceRun run = Runs.run(new TrackRun(track.track(), new RemoteLane.Told(track.told().request(), Runs.START, List.of(odd))));
        assertTrue(Timeline.of(run).contains("<title>&lt;script&gt;&amp;</title>"), Timeline.of(run));
    }

    @Test
    void oneLostRequestIsSeenAmongMany() {
        String svg = Timeline.of(Runs.run(Runs.track("cluster-ip", false, ".".repeat(5_000) + "R" + ".".repeat(5_000))));
        assertEquals(1, boxes(svg, "lost"));
        assertTrue(Pattern.compile("class=\"lost\" d=\"M[\\d.]+ [\\d.]+h[\\d.]+v5\\.0h").matcher(svg).find(), "five pixels at least");
    }

    @Test
    void aNumberHasAPointWhereverItIsDrawn() {
        RaceRun run = Runs.run(List.of(Runs.mark(100, "deleted")), List.of(), Runs.track("pod-ip", false, "..T"));
        String svg = Timeline.of(run);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals(svg, Timeline.of(run));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void thePageShowsEveryRaceAndEscapesWhatPodsAreCalled() {
        Raced raced = new Raced("drain", "shows", Verdict.FAIL, "<b>lost</b>", List.of("a remark"),
                Runs.run(List.of(Runs.mark(100, "<i>deleted</i>")), List.of(), Runs.track("pod-ip", false, "..T")));
        String page = RacePage.of("kind-x", List.of(raced, new Raced("kill-9", "shows", Verdict.SKIPPED, "no Docker", List.of(), null)));
        assertTrue(page.contains("&lt;b&gt;lost&lt;/b&gt;") && page.contains("&lt;i&gt;deleted&lt;/i&gt;"));
        assertTrue(page.contains("✘ FAIL") && page.contains("○ SKIP") && page.contains("no Docker") && page.contains("<svg"));
        assertFalse(page.contains("<script") || page.contains("{race") || page.contains("http://www.w3.org/1999"));
    }
}
