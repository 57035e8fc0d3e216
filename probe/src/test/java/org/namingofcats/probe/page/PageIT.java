package org.namingofcats.probe.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The live page in a real browser, against the cluster that is up. With PAGE_PICTURES=FOLDER it leaves the README's pictures
 * there. In order: what is saved at the end has all in it that was done before.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageIT {
    private static final String NAMESPACE = "naming-of-cats";
    private static final KubernetesClient CLIENT = new KubernetesClientBuilder()
            .withConfig(Config.autoConfigure(System.getenv("CONTEXT"))).build();
    /** What was promised of the page, in milliseconds. */
    private static final double TWO_SECONDS = 2_000;
    /** A machine on which another watch takes long has no time for the page's either: so many times that is enough. */
    private static final int TIMES_ANOTHER_WATCH = 20;

    /** Notes by the browser's clock when the page first shows each state of a pod. */
    private static final String NOTE_STATES = """
            name => {
              window.seen = {};
              new MutationObserver(() => {
                const state = document.querySelector(`[data-pod="${name}"]`)?.dataset.state ?? 'gone';
                window.seen[state] ??= Date.now();
              }).observe(document.querySelector('.nodes'), { subtree: true, childList: true, attributes: true });
            }""";

    @TempDir
    static Path report;
    private static LivePage live;
    private static Page page;

    @BeforeAll
    static void open() throws IOException {
        live = new LivePage(report);
        page = live.open(live.address(), new Browser.NewContextOptions().setViewportSize(1100, 800).setColorScheme(ColorScheme.LIGHT));
        page.waitForSelector(".pod[data-state=ready]");
    }

    @AfterAll
    static void close() {
        live.close();
        CLIENT.close();
    }

    @AfterEach
    void theBrowserComplainsOfNothing() {
        assertEquals(List.of(), live.errors());
    }

    private static JsonNode verify() throws IOException {
        Files.deleteIfExists(report.resolve("report.json")); // an old one must not pass for the new
        press("#verify button");
        return new ObjectMapper().readTree(report.resolve("report.json").toFile());
    }

    /** Presses a button and waits until what it began is over. */
    private static void press(String button) {
        page.click(button);
        page.waitForSelector("body.busy");
        page.waitForSelector("body:not(.busy)");
        page.waitForTimeout(100); // what is known is drawn with the next frame
        assertEquals(0, page.locator("#said.bad").count(), page.locator("#said")::innerText);
    }

    private static Map<String, String> verdicts(JsonNode report) {
        Map<String, String> verdicts = new TreeMap<>();
        report.path("checks").forEach(check -> verdicts.put(check.path("id").asText(), check.path("verdict").asText()));
        return verdicts;
    }

    private static Map<String, String> shown() {
        page.waitForTimeout(100); // what is drawn is drawn with the next frame
        Map<String, String> verdicts = new TreeMap<>();
        page.locator("[data-check]").all().forEach(row -> verdicts.put(row.getAttribute("data-check"), row.getAttribute("data-verdict")));
        return verdicts;
    }

    @Test
    @Order(1)
    void thePageAgreesWithTheReport() throws IOException {
        JsonNode written = verify();
        assertEquals(verdicts(written), shown());
        assertTrue(written.path("summary").path("passed").asInt() > 0, written::toString);
        written.path("checks").forEach(check -> {
            Locator cell = page.locator("#matrix button[data-path=%s][data-vantage=%s]".formatted(check.path("path").asText(), check.path("vantage").asText()));
            assertEquals(1, cell.count(), check.path("id")::asText);
            if (check.path("verdict").asText().equals("PASS") && !check.path("outcome").asText("OK").matches("OK|null|HTTP_ERROR")) {
                assertTrue(cell.locator(".closed").allInnerTexts().toString().contains(check.path("outcome").asText()), check.path("id")::asText);
            }
        });
        assertEquals(written.path("summary").path("failed").asInt(), page.locator("#wrong .fail-box").count());
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource({"localhost, neighbour", "pod-ip, pod:", "cluster-ip, pod:", "node-port, outside", "load-balancer, outside", "ingress, outside",
        "gateway, outside"})
    void aRequestIsMadeByEachPath(String path, String from) throws IOException {
        page.selectOption("#fire [name=path]", path);
        page.selectOption("#fire [name=from]", page.locator("#fire [name=from] option[value^='%s']".formatted(from)).first().getAttribute("value"));
        press("#fire button");
        page.waitForSelector("#shot:has-text('%s from')".formatted(path));
        String told = page.locator("#shot dl").innerText();
        assertTrue(told.contains("OK 200"), told);
        assertTrue(CLIENT.pods().inNamespace(NAMESPACE).list().getItems().stream().anyMatch(pod -> told.contains(pod.getMetadata().getName())), told);
        assertTrue(page.locator("#shot svg:visible").count() == 1 && page.locator("#shot pre").textContent().contains("Source address"));
        page.waitForFunction("() => document.querySelectorAll('#shot .journey-wide g:not(.lit)').length === 0"); // it has arrived
        assertTrue(page.locator("#drawing .lit").count() > 0);
        if (!System.getenv().getOrDefault("PAGE_PICTURES", "").isEmpty()) {
            Picture.write(page.locator("#drawing").screenshot(), LivePage.ROOT.resolve(System.getenv("PAGE_PICTURES")).resolve("page-" + path + ".png"));
        }
    }

    @Test
    @Order(3)
    void aPodThatIsKilledIsFollowedWithinTwoSeconds() throws Exception {
        String victim = page.locator(".pod[data-state=ready][data-pod^=service-b]").first().getAttribute("data-pod");
        page.evaluate(NOTE_STATES, victim);
        Fate fate = new Fate(new CompletableFuture<>(), new CompletableFuture<>());
        try (Watch watch = CLIENT.pods().inNamespace(NAMESPACE).withName(victim).watch(fate)) {
            long deleted = System.currentTimeMillis();
            CLIENT.pods().inNamespace(NAMESPACE).withName(victim).delete();
            long ending = fate.ending().get(1, TimeUnit.MINUTES);
            long gone = fate.gone().get(2, TimeUnit.MINUTES);
            page.waitForFunction("() => window.seen.gone");
            double limit = Math.max(TWO_SECONDS, TIMES_ANOTHER_WATCH * (ending - deleted));
            assertFollowed("ending", ending, limit);
            assertFollowed("gone", gone, limit);
        }
        page.waitForFunction("() => document.querySelectorAll('.pod[data-pod^=service-b][data-state=ready]').length === 3");
    }

    private static void assertFollowed(String state, long event, double limit) {
        double late = ((Number) page.evaluate("state => window.seen[state]", state)).doubleValue() - event;
        System.out.printf("the page showed that the pod is %s %.0f ms after the API server's event%n", state, late);
        assertTrue(late < limit, "shown as " + state + " " + late + " ms after the event, limit " + limit);
    }

    @Test
    @Order(4)
    void aBrokenPathIsRed() throws IOException {
        var service = CLIENT.services().inNamespace(NAMESPACE).withName("service-b");
        Map<String, String> selector = service.get().getSpec().getSelector();
        try {
            service.edit(one -> one.edit().editSpec().addToSelector("app.kubernetes.io/name", "no-such-cat").endSpec().build());
            page.waitForSelector(".chip.trouble[data-service=service-b]:has-text('nobody behind it')");
            JsonNode broken = verify();
            assertEquals(verdicts(broken), shown());
            assertTrue(broken.path("summary").path("failed").asInt() > 0, broken::toString);
            Locator cell = page.locator("#matrix td.failed:has([data-path=cluster-ip])").first();
            assertEquals("FAIL", cell.locator("button").getAttribute("data-verdict"));
            String colour = (String) cell.evaluate("cell => getComputedStyle(cell.querySelector('.fail')).color");
            assertTrue(colour.matches("rgb\\((1[5-9]\\d|2\\d\\d), (\\d|[1-6]\\d), (\\d|[1-6]\\d)\\)"), colour + " is no red");
            JsonNode wrong = broken.path("checks").valueStream().filter(check -> check.path("verdict").asText().equals("FAIL"))
                    .filter(check -> check.path("id").asText().startsWith("cluster-ip/service-b")).findFirst().orElseThrow();
            String told = page.locator("[data-wrong='%s']".formatted(wrong.path("id").asText())).innerText();
            assertTrue(told.contains("Expected\n" + wrong.path("expected").asText()) && told.contains("Why\n" + wrong.path("reason").asText())
                    && told.contains("Observed\n" + wrong.path("outcome").asText()), told);
            press("[data-wrong='%s'] button >> nth=-1".formatted(wrong.path("id").asText()));
            page.waitForSelector("#shot:has-text('cluster-ip from')");
            assertEquals(wrong.path("evidence").path("calls").valueStream().toList().getLast().path("target").asText(), page.locator("#shot dl code").first().innerText());
            assertTrue(page.locator("#shot dl .fail").innerText().startsWith(wrong.path("outcome").asText()), page.locator("#shot dl")::innerText);
        } finally {
            service.edit(one -> one.edit().editSpec().withSelector(selector).endSpec().build());
        }
        page.waitForSelector(".chip:not(.trouble)[data-service=service-b]:has-text('3 ready')");
        assertEquals(0, verify().path("summary").path("failed").asInt());
        assertEquals(0, page.locator("#matrix td.failed").count());
    }

    @Test
    @Order(5)
    void aRaceIsRunAndCounted() throws IOException {
        page.selectOption("#run [name=name]", "graceful-delete");
        press("#run button");
        Locator race = page.locator("[data-race=graceful-delete]");
        Map<String, String> lanes = new TreeMap<>();
        race.locator("[data-lane]").all().forEach(lane -> lanes.put(lane.getAttribute("data-lane"), String.join(" ", lane.locator("td").allInnerTexts().subList(1, 4))));
        Map<String, String> written = new TreeMap<>();
        JsonNode made = new ObjectMapper().readTree(report.resolve("race.json").toFile()).path("experiments").get(0);
        assertEquals(made.path("verdict").asText(), race.getAttribute("data-verdict"), race::innerText);
        made.path("lanes").forEach(lane -> written.put(
                lane.path("path").asText() + ", " + lane.path("connection").asText(), lane.path("sent") + " " + lane.path("answered") + " " + lane.path("lost")));
        assertFalse(written.isEmpty());
        assertEquals(written, lanes);
    }

    @ParameterizedTest
    @Order(6)
    @ValueSource(ints = {320, 768, 1280})
    void nothingIsWiderThanTheScreenAndNothingMovesThatMustNot(int width) {
        Page other = live.open(live.address(), new Browser.NewContextOptions().setViewportSize(width, 700).setColorScheme(ColorScheme.DARK)
                .setReducedMotion(ReducedMotion.REDUCE));
        other.waitForSelector(".pod[data-state=ready]");
        other.waitForSelector("#matrix button");
        assertEquals(width, other.evaluate("() => document.documentElement.scrollWidth"));
        assertEquals(0, other.evaluate("() => document.getAnimations().length"));
        other.locator("[name=view][value=tables]").check();
        assertTrue(other.locator("#tables").isVisible() && !other.locator("#drawing").isVisible());
        assertEquals(other.locator("#drawing .pod").count(), other.locator("#tables table:has-text('Restarts') tbody tr").count());
        assertEquals(width, other.evaluate("() => document.documentElement.scrollWidth"));
        other.context().close();
    }

    @Test
    @Order(7)
    void whatIsSavedPlaysWithoutAServer() throws Exception {
        Download saved = page.waitForDownload(() -> page.click("#save"));
        Path file = report.resolve("saved.html");
        saved.saveAs(file);
        List<String> pods = page.locator(".pod").evaluateAll("all => all.map(one => one.dataset.pod).sort()").toString().lines().toList();
        String verdict = page.locator("[data-race=graceful-delete]").getAttribute("data-verdict");
        page.context().close();
        assertEquals(0, live.interrupt(), "Ctrl-C is how it is meant to end");
        Page replay = live.open(file.toUri().toString(), new Browser.NewContextOptions().setOffline(true));
        List<String> asked = new ArrayList<>();
        replay.onRequest(request -> asked.add(request.url()));
        replay.selectOption("#speed", "16");
        replay.click("#play");
        replay.waitForFunction("() => document.querySelector('#moment').value === document.querySelector('#moment').max");
        replay.waitForFunction("() => !document.querySelector('[data-gone]')");
        assertEquals(pods, replay.locator(".pod").evaluateAll("all => all.map(one => one.dataset.pod).sort()").toString().lines().toList());
        assertTrue(replay.locator("#entries li:has-text('is told to end')").count() > 0, replay.locator("#entries")::innerText);
        assertEquals(verdict, replay.locator("[data-race=graceful-delete]").getAttribute("data-verdict"));
        assertTrue(replay.locator("[data-check]").count() > 0 && replay.locator("#shot").isVisible());
        assertFalse(replay.locator("#fire").isVisible());
        replay.fill("#moment", replay.getAttribute("#moment", "min"));
        replay.waitForFunction("() => !document.querySelector('[data-race]')");
        assertEquals(List.of(), asked);
    }
}
