package org.namingofcats.probe.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows of one browser, and the streams that they hear the probe by. */
class PageConnectionTest extends InRealBrowser {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Feed feed = AccessiblePageTest.eventful();
    private PageServer server;
    private Page page;

    @BeforeEach
    void openIt() {
        server = new PageServer(0, feed, new NoDeeds(), JSON);
        page = browser.open(server.address(), Accessible.screen(ColorScheme.LIGHT, 1280));
        page.context().setDefaultTimeout(20_000);
        page.waitForSelector("#link.on:has-text('live')");
    }

    @AfterEach
    void closeIt() {
        page.context().close();
        server.close();
        assertEquals(List.of(), browser.errors());
    }

    @Test
    void aWindowTooManySaysSoAndTheOthersStillWork() {
        List<Page> others = IntStream.range(0, 6).mapToObj(i -> page.context().newPage()).toList();
        for (Page other : others) {
            other.navigate(server.address());
            other.waitForSelector(others.indexOf(other) < 3 ? "#link.on:has-text('live')" : "#link.off:has-text('close one')");
        }
        page.locator("#verify button").click();
        page.waitForSelector("#said:has-text('verified')");
        others.subList(0, 3).forEach(Page::close);
        others.subList(3, 6).forEach(other -> other.waitForSelector("#link.on:has-text('live')"));
    }

    @Test
    void whoIsConnectedAgainFindsThingsAsTheyLeftThem() throws IOException {
        String table;
        try (Reader reader = feed.read()) {
            table = "event: table\ndata: " + JSON.writeValueAsString(reader.table()) + "\n\n";
        }
        String news = "event: change\ndata: " + JSON.writeValueAsString(new Entry(1, "said", "", JSON.readTree("{\"text\":\"a cat came\",\"bad\":false}"))) + "\n\n";
        List<Route> asked = new ArrayList<>();
        Page other = page.context().newPage();
        other.route("**/events?*", asked::add);
        other.navigate(server.address());
        stream(other, asked, "retry: 50\n" + table + news);
        other.waitForSelector("#entries li:has-text('a cat came')");
        other.waitForSelector("#shot h3");
        other.evaluate("() => { document.querySelector('#shot h3').dataset.same = 'yes'; }");
        stream(other, asked, table);
        other.waitForSelector("#entries li:has-text('connected again')");
        other.evaluate("() => new Promise(done => setTimeout(done, 100))"); // after what was to be drawn a moment later
        assertEquals(List.of("connected again; what happened meanwhile is missing here", "a cat came"), other.locator("#entries li")
                .allTextContents().stream().map(line -> line.replaceFirst("^[\\d:]+ ", "")).toList());
        assertEquals(1, other.locator("#shot h3[data-same]").count());
    }

    /** Answers the page's next request for its stream, which ends after this. */
    private static void stream(Page page, List<Route> asked, String events) {
        page.waitForCondition(() -> !asked.isEmpty());
        asked.removeFirst().fulfill(new Route.FulfillOptions().setContentType("text/event-stream").setBody(events));
    }
}
