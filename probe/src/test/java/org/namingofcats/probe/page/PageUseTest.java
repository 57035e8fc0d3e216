package org.namingofcats.probe.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.cli.ExitCode;
import org.namingofcats.probe.cli.ProbeException;
import org.namingofcats.probe.page.Deeds.Request;
import org.namingofcats.probe.watch.Stop;

/** The live page in use: by its links and its buttons, with a mouse, a keyboard or a screen reader. */
class PageUseTest extends InRealBrowser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAILED = "load-balancer/service-b-load-balancer-local-from-outside";
    private static final String WRONG = "[data-wrong='" + FAILED + "']";

    private final Feed feed = AccessiblePageTest.eventful();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private PageServer server;
    private Page page;

    private final class Unanswered implements Deeds {
        @Override
        public List<Choice> paths() {
            return List.of(new Choice("ingress", null), new Choice("load-balancer", null));
        }

        @Override
        public List<Choice> races() {
            return List.of();
        }

        @Override
        public String verify(Stop stop) {
            return "verified";
        }

        @Override
        public String fire(Request request) {
            requests.add(request);
            throw new ProbeException(ExitCode.INCONCLUSIVE, "nobody answers", "ask later");
        }

        @Override
        public String race(String name, Stop stop) {
            return "raced";
        }
    }

    @BeforeEach
    void openIt() {
        feed.put("said", "", null);
        server = new PageServer(0, feed, new Unanswered(), JSON);
        page = browser.open(server.address(), Accessible.screen(ColorScheme.LIGHT, 1280));
        page.setDefaultTimeout(20_000);
        page.waitForSelector(WRONG);
    }

    @AfterEach
    void closeIt() {
        page.context().close();
        server.close();
        assertEquals(List.of(), browser.errors());
    }

    /** Until what was fired is over, so many times. */
    private void awaitFailures(int count) {
        page.waitForFunction("count => [...document.querySelectorAll('#entries li')].filter(one => one.textContent.includes('nobody answers')).length === count", count);
        page.waitForSelector("#said.bad:has-text('nobody answers')");
        page.waitForSelector("body:not(.busy)");
    }

    @Test
    void theLinksToItsSectionsDoNotTakeTheKeyAway() {
        page.evaluate("() => { window.followed = 0; addEventListener('hashchange', () => window.followed++); }");
        page.locator("nav a[href='#checks']").click();
        page.locator("#fire button").click();
        awaitFailures(1);
        page.locator(".skip").press("Enter");
        page.waitForFunction("() => window.followed === 2");
        page.reload();
        page.waitForSelector("#link.on:has-text('live')");
        assertEquals(server.address(), page.url());
    }

    @Test
    void anAddressThatIsPastedOverAnotherIsOpened() {
        page.navigate(server.address().replaceFirst("#.*", "#anothertime"));
        page.waitForSelector("#link:has-text('not let in')");
        page.navigate(server.address());
        page.waitForSelector("#link.on:has-text('live')");
        browser.errors().removeIf(error -> error.contains("403"));
    }

    @Test
    void theButtonUnderACheckAsksWhatTheCheckAsked() {
        page.locator(WRONG + " button").click();
        awaitFailures(1);
        assertEquals(List.of(new Request("load-balancer", "outside", FAILED, "172.18.255.201")), requests);
    }
}
