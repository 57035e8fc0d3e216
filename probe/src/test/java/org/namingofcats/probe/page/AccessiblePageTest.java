package org.namingofcats.probe.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.api.DialResult.Timing;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.explain.Journey;
import org.namingofcats.probe.explain.SvgJourney;
import org.namingofcats.probe.explain.SvgWidth;
import org.namingofcats.probe.explain.TextJourney;
import org.namingofcats.probe.race.Raced;
import org.namingofcats.probe.race.Runs;
import org.namingofcats.probe.report.Report;
import org.namingofcats.probe.report.SampleReport;

/** The live page can be read by everybody, whatever it shows: in both colour schemes, at a desk and on a telephone. */
class AccessiblePageTest extends InRealBrowser {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Feed feed = eventful();

    /** A lab on a bad evening: a node is lost, a pod ends, another begins, a door leads nowhere, and every verdict is there. */
    static Feed eventful() {
        Feed feed = new Feed(JSON);
        try (InputStream in = AccessiblePageTest.class.getResourceAsStream("/page/evening.json")) {
            for (JsonNode entry : JSON.readTree(in)) {
                feed.put(entry.path("topic").asText(), entry.path("key").asText(), entry.path("value"));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Report report = SampleReport.make();
        new ReportSight(feed).show(report);
        Journey journey = report.journeys().get(1).journey();
        feed.put("shot", "", new Shot(journey, "service-b-7d9c8b6f4c-2xkqp", "naming-of-cats-worker2", "service-b", "10.244.0.5", "10.244.0.5",
                new Timing(0.4, 0.9, 3.1, 5.7), SvgJourney.inline(journey, SvgWidth.WIDE), SvgJourney.inline(journey, SvgWidth.NARROW),
                TextJourney.of(journey)));
        var run = Runs.run(List.of(Runs.mark(100, "the pod is deleted")), List.of(), Runs.track("pod-ip", false, "..TTT"), Runs.track("cluster-ip", true, "..nnn"));
        feed.put("race", "graceful-delete", RaceSight.of(new Raced("graceful-delete", "shows", Verdict.FAIL, "three were lost", List.of("a remark"), run), run.marks()));
        return feed;
    }

    /** Until then the stations of its journey are pale. */
    private static void waitUntilItHasArrived(Page page) {
        page.waitForSelector("#shot svg:visible");
        page.waitForFunction("() => document.querySelectorAll('#shot .journey g:not(.lit)').length === 0");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "LIGHT, 360", "DARK, 1280", "DARK, 360"})
    void whileSomethingIsUnderWay(ColorScheme scheme, int width) {
        try (PageServer server = new PageServer(0, feed, new NoDeeds(), JSON)) {
            Page page = browser.open(server.address(), Accessible.screen(scheme, width));
            waitUntilItHasArrived(page);
            page.locator("#matrix [data-verdict=FAIL]").click();
            page.locator("summary:visible").all().stream().filter(one -> !(Boolean) one.evaluate("one => one.parentElement.open")).forEach(one -> one.click());
            page.waitForSelector("#cell:visible");
            page.evaluate("() => { document.querySelector('#tables').hidden = false; }"); // which are otherwise instead of the drawing
            feed.put("turn", "", Map.of("kind", "verify", "title", "Every path is being verified"));
            page.waitForSelector("#matrix .old");
            assertEquals(List.of(), Accessible.faults(page));
            page.context().close();
        }
        assertEquals(List.of(), browser.errors());
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 360"})
    void asARecording(ColorScheme scheme, int width, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("saved.html"), SavedRun.of(feed.recording(), JSON));
        Page page = browser.open(file.toUri().toString(), Accessible.screen(scheme, width));
        page.locator("#moment").evaluate("slider => { slider.value = slider.max; slider.dispatchEvent(new Event('input')); }");
        waitUntilItHasArrived(page);
        assertEquals(List.of(), Accessible.faults(page));
        assertTrue(page.locator("#player").isVisible());
        assertTrue(page.locator("#clock").innerText().matches("[\\d:]{8}"));
        assertEquals(0, page.locator("#player").getByRole(AriaRole.STATUS).count(), "a clock that is read out ten times a second lets nobody hear anything else");
        page.context().close();
    }
}
