package org.namingofcats.probe.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.DialResult.Timing;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.explain.Journey;
import org.namingofcats.probe.explain.SvgJourney;
import org.namingofcats.probe.explain.SvgWidth;
import org.namingofcats.probe.explain.TextJourney;
import org.namingofcats.probe.page.Deeds.Request;
import org.namingofcats.probe.page.Sight.RouteSight;
import org.namingofcats.probe.page.Sight.RuleSight;
import org.namingofcats.probe.race.Mark;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** The live page in use: by its links and its buttons, with a mouse, a keyboard or a screen reader. */
class PageUseTest extends InRealBrowser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAILED = "load-balancer/service-b-load-balancer-local-from-outside";
    private static final String WRONG = "[data-wrong='" + FAILED + "']";

    private final Feed feed = AccessiblePageTest.eventful();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private PageServer server;
    private Page page;

    private final class Unanswered extends NoDeeds {
        @Override
        public List<Option> paths() {
            return List.of(new Option("ingress", null), new Option("load-balancer", null));
        }

        @Override
        public String fire(Request request) {
            requests.add(request);
            throw new ProbeException(ExitCode.INCONCLUSIVE, "nobody answers", "ask later");
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

    private String focused() {
        return (String) page.evaluate("() => document.activeElement.textContent.trim()");
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

    @Test
    void theSameFailureOnceMoreIsSeenAndHeardOnceMore() {
        page.evaluate("""
                () => {
                  window.heard = [];
                  new MutationObserver(() => window.heard.push(document.querySelector('#said').textContent)).observe(document.querySelector('#said'), { childList: true });
                }""");
        for (int i = 1; i <= 2; i++) {
            page.locator("#fire button").click();
            awaitFailures(i);
        }
        assertEquals(List.of("nobody answers: ask later", "", "nobody answers: ask later"), page.evaluate("() => window.heard"));
    }

    @Test
    void aFailureThatIsToldBeforeTheClickIsAnsweredIsAFailure() {
        page.evaluate("""
                () => {
                  const before = window.fetch;
                  window.fetch = async (...all) => {
                    const answer = await before(...all);
                    while (!document.querySelector('#said').textContent) await new Promise(done => setTimeout(done, 10));
                    setTimeout(() => { window.answered = true; }, 100);
                    return answer;
                  };
                }""");
        page.locator("#fire button").click();
        page.waitForFunction("() => window.answered");
        assertTrue((Boolean) page.evaluate("() => document.querySelector('#said').classList.contains('bad')"));
    }

    @Test
    void whatBeginsIsSaidToWhoDoesNotSee() {
        Locator said = page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("Every path is being verified"));
        page.evaluate("() => { window.regions = [...document.querySelectorAll('[role=status]')].filter(one => one.checkVisibility()); }");
        feed.put("turn", "", Map.of("kind", "verify", "title", "Every path is being verified"));
        said.waitFor();
        assertTrue((Boolean) said.evaluate("one => window.regions.includes(one)"), "a region is listened to that was there before");
        said.evaluate("one => { window.changes = 0; new MutationObserver(() => window.changes++).observe(one, { childList: true, characterData: true, subtree: true }); }");
        feed.put("progress", "", new ReportSight.Count(1, 9));
        page.getByText("1 of 9 checks").waitFor();
        assertEquals(0, page.evaluate("() => window.changes"), "and is not read out for each check");
        assertEquals(1, page.getByRole(AriaRole.PROGRESSBAR, new Page.GetByRoleOptions().setName("Every path is being verified")).count());
        feed.put("turn", "", null);
        page.waitForSelector("body:not(.busy)");
        assertEquals("", page.locator("#turn").innerText().strip());
    }

    @Test
    void whoPressesByKeyboardKeepsTheFocus() {
        page.locator("#matrix [data-verdict=FAIL]").click();
        for (String place : List.of(WRONG, "#cell")) {
            page.locator(place + " button").press("Enter");
            awaitFailures(place.equals(WRONG) ? 1 : 2);
            assertEquals("Fire from outside the cluster", focused(), place);
        }
        page.locator(WRONG + " button").focus();
        change(FAILED, "expected", "something else");
        page.waitForSelector(WRONG + ":has-text('something else')");
        assertEquals("Fire from outside the cluster", focused(), "its check has changed");
        change("cluster-ip/nobody-refuses", "verdict", "PASS");
        page.waitForFunction("() => document.querySelectorAll('[data-wrong]').length === 1");
        assertEquals("Fire from outside the cluster", focused(), "one before it is wrong no more");
    }

    /** Says another thing of a check. */
    private void change(String id, String field, String value) {
        try (Reader reader = feed.read()) {
            ObjectNode check = reader.table().stream().filter(entry -> entry.topic().equals("check") && entry.key().equals(id)).findFirst().orElseThrow().value().deepCopy();
            feed.put("check", id, check.put(field, value));
        }
    }

    @Test
    void whoScrollsATableStaysWhereTheyAre() {
        page.locator("[name=view][value=tables]").check();
        page.locator("#every summary").click();
        page.setViewportSize(320, 800);
        Locator every = page.locator("#every > div");
        Locator pods = page.locator("#tables [aria-label=Pods]");
        every.evaluate("one => { one.scrollTop = 99; }");
        pods.evaluate("one => { one.scrollLeft = 77; one.focus(); }");
        change(FAILED, "answeredBy", "a cat");
        feed.put("pod", "Pod naming-of-cats/service-b-775dd8df46-qxrmt", null);
        page.waitForSelector("#every tr:has-text('a cat')");
        page.waitForFunction("() => !document.querySelector('#tables [aria-label=Pods]').textContent.includes('qxrmt')");
        assertEquals(List.of(99, 77), List.of(every.evaluate("one => one.scrollTop"), pods.evaluate("one => one.scrollLeft")));
        assertEquals("Pods", page.evaluate("() => document.activeElement.getAttribute('aria-label')"));
    }

    @Test
    void whoReadsARaceStaysThereWhileAnotherIsMade() {
        page.setViewportSize(320, 800);
        Locator drawing = page.locator("[data-race=graceful-delete] [aria-label='Who answered, over time']");
        drawing.evaluate("one => { one.scrollLeft = 77; one.focus(); }");
        Mark mark = new Mark(1_000_000, "the lanes run");
        for (List<Mark> marks : List.of(List.<Mark>of(), List.of(mark), List.of(mark, new Mark(1_000_900, "a node is drained")))) {
            feed.put("race", "drain", new RaceSight("drain", marks, null, null, List.of(), List.of(), null));
        }
        page.waitForSelector("#races article:first-child[data-race=drain] li:has-text('0.9 s a node is drained')");
        assertEquals("Who answered, over time", page.evaluate("() => document.activeElement.getAttribute('aria-label')"));
        assertEquals(77, drawing.evaluate("one => one.scrollLeft"));
    }

    @Test
    void whatIsNotThereIsSaidAndWhatIsOrnamentIsNot() {
        assertEquals("·no check", page.locator("#matrix td:not(:has(button))").first().textContent());
        assertEquals(0, page.locator("[aria-hidden='']").count(), "which hides nothing");
        assertEquals(0, page.locator("#matrix span[aria-label]").count(), "a span has no name");
    }

    /** Of the Ingresses at an address one may take every path. */
    @Test
    void aRequestIsDrawnByTheRouteThatFitsMostOfIt() {
        for (String path : List.of("/", "/myPathB")) {
            String name = path.equals("/") ? "every-path" : "one-path";
            feed.put("route", name, new RouteSight("Ingress", name, "contour", "172.18.255.77", List.of(), List.of(new RuleSight(null, path, List.of("service-b")))));
        }
        Journey journey = new Journey("ingress", "outside", "http://172.18.255.77/myPathB", Outcome.OK, 200, 1, null, List.of());
        feed.put("shot", "", new Shot(journey, null, null, null, null, null, new Timing(0, 0.1, 0.5, 0.7), SvgJourney.inline(journey, SvgWidth.WIDE),
                SvgJourney.inline(journey, SvgWidth.NARROW), TextJourney.of(journey)));
        page.waitForSelector("[data-door='Ingress one-path'].lit");
        assertEquals(0, page.locator("[data-door='Ingress every-path'].lit").count());
    }
}
