package org.namingofcats.probe.page;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.watch.Stop;

/** The page's server with buttons that do nothing, but take their time when they are told to. */
@Timeout(60)
class PageServerTest {
    private final Feed feed = new Feed(new ObjectMapper());
    private final List<Deeds.Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final PageServer server = new PageServer(0, feed, new SlowDeeds(), new ObjectMapper());
    private final URI address = URI.create(server.address());
    private final String here = "http://127.0.0.1:" + address.getPort();

    private final class SlowDeeds implements Deeds {
        @Override
        public List<Option> paths() {
            return List.of(new Option("ingress", null));
        }

        @Override
        public List<Option> races() {
            return List.of();
        }

        @Override
        public String verify(Stop stop) {
            return stop.during(() -> {
                try {
                    release.await();
                    return "done";
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        @Override
        public String fire(Request request) {
            requests.add(request);
            throw new ProbeException(ExitCode.INCONCLUSIVE, "nobody answers", "ask " + request.from() + " later");
        }

        @Override
        public String race(String name, Stop stop) {
            return "raced";
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RequestSpecification browser() {
        return given().baseUri(here).header("Origin", here).header("X-Page-Key", address.getFragment()).contentType("application/json");
    }

    private String said(String button) {
        return browser().body("{}").post(button).then().statusCode(409).extract().path("said");
    }

    private Entry awaitSaid() throws InterruptedException {
        try (Reader reader = feed.read()) {
            for (Entry entry : reader.table()) {
                if (entry.topic().equals("said")) {
                    return entry;
                }
            }
            while (true) {
                Entry entry = reader.next(20).orElseThrow();
                if (entry.topic().equals("said")) {
                    return entry;
                }
            }
        }
    }

    @Test
    void aFileOfThePageMayRunNothingButThePage() {
        given().baseUri(here).get("/").then().statusCode(200).contentType("text/html").body(containsString("page.js"))
                .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'self'"))
                .header("X-Content-Type-Options", "nosniff").header("Cross-Origin-Resource-Policy", "same-origin");
    }

    @ParameterizedTest
    @CsvSource({"/nothing", "/../application.properties", "/page.html/", "/%2e%2e/x.js", "/Page.js"})
    void nothingElseIsServed(String path) {
        given().baseUri(here).urlEncodingEnabled(false).get(path).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"cat.example", "127.0.0.1:1", "127.0.0.1"})
    void aNameThatWasBoundToThisMachineIsNoneOfThePages(String host) {
        given().baseUri(here).header("Host", host).get("/").then().statusCode(403).body("said", containsString("no other name"));
        browser().header("Host", host).body("{}").post("/verify").then().statusCode(403);
    }

    @Test
    void whoDoesNotKnowTheKeySeesAndDoesNothing() {
        given().baseUri(here).get("/events?wrong").then().statusCode(403).body("said", containsString("printed"));
        given().baseUri(here).get("/save").then().statusCode(403);
        given().baseUri(here).header("Origin", here).contentType("application/json").body("{}").post("/verify").then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({"http://cat.example", "null", "http://localhost:1", "https://127.0.0.1"})
    void anotherSiteMayNotPressAButton(String origin) {
        given().baseUri(here).header("Origin", origin).header("X-Page-Key", address.getFragment()).contentType("application/json").body("{}")
                .post("/verify").then().statusCode(403).body("said", equalTo("Only the page itself may have this done."));
    }

    @Test
    void anotherSiteMayNotRead() {
        given().baseUri(here).header("Sec-Fetch-Site", "cross-site").get("/events?" + address.getFragment()).then().statusCode(403);
    }

    @Test
    void aSecondClickIsRefusedWithASentence() throws InterruptedException {
        browser().body("{}").post("/verify").then().statusCode(202);
        assertEquals("Every path is being verified. One thing at a time: wait until it is done.", said("/verify"));
        browser().body("{\"path\":\"ingress\",\"from\":\"outside\"}").post("/fire").then().statusCode(409);
        release.countDown();
        assertEquals("{\"text\":\"done\",\"bad\":false}", sorted(awaitSaid()));
    }

    private static String sorted(Entry said) {
        return "{\"text\":" + said.value().get("text") + ",\"bad\":" + said.value().get("bad") + "}";
    }

    @Test
    void whatGoesWrongIsSaid() throws InterruptedException {
        browser().body("{\"path\":\"ingress\",\"from\":\"outside\"}").post("/fire").then().statusCode(202);
        assertEquals("{\"text\":\"nobody answers: ask outside later\",\"bad\":true}", sorted(awaitSaid()));
    }

    @Test
    void theSameFailureOnceMoreIsSaidOnceMore() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            browser().body("{\"path\":\"ingress\",\"from\":\"outside\"}").post("/fire").then().statusCode(202);
            awaitNoTurn();
        }
        assertEquals(2, feed.recording().changes().stream().filter(entry -> entry.topic().equals("said") && entry.value() != null).count());
    }

    private void awaitNoTurn() throws InterruptedException {
        try (Reader reader = feed.read()) {
            if (reader.table().stream().anyMatch(entry -> entry.topic().equals("turn"))) {
                while (!reader.next(20).orElseThrow().topic().equals("turn")) {
                    // what came of it is told first
                }
            }
        }
    }

    @Test
    void whatACheckAskedIsAskedAgain() throws InterruptedException {
        browser().body("{\"path\":\"ingress\",\"from\":\"outside\",\"check\":\"ingress/b\",\"target\":\"http://b/\"}").post("/fire").then().statusCode(202);
        awaitNoTurn();
        assertEquals(List.of(new Deeds.Request("ingress", "outside", "ingress/b", "http://b/")), requests);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "/fire   | {'path':'nowhere','from':'outside'} | 400 | no such path",
        "/fire   | {'path':'ingress'}                  | 400 | nobody of that name",
        "/fire   | {'path':'ingress','from':'<b>'}     | 400 | nobody of that name",
        "/race   | {'name':'drain'}                    | 400 | --read-only",
        "/race   | {                                   | 400 | not JSON",
        "/sudo   | {}                                  | 404 | no such button"})
    void anOrderThatIsNoneIsRefused(String button, String order, int status, String said) {
        browser().body(order.replace('\'', '"')).post(button).then().statusCode(status).body("said", containsString(said));
    }

    @Test
    void anOrderIsShortAndJson() {
        browser().body("{\"name\":\"" + "x".repeat(2_000) + "\"}").post("/race").then().statusCode(400);
        browser().contentType("text/plain").body("{}").post("/verify").then().statusCode(400);
    }

    @Test
    void theStreamIsTheTableAndThenEachChange() throws IOException {
        feed.put("pod", "a", Map.of("ip", "10.0.0.1"));
        try (Socket socket = new Socket("127.0.0.1", address.getPort());
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(("GET /events?" + address.getFragment() + " HTTP/1.1\r\nHost: 127.0.0.1:" + address.getPort()
                    + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertTrue(lineWith(in, "data:").contains("\"topic\":\"pod\",\"key\":\"a\",\"value\":{\"ip\":\"10.0.0.1\"}"));
            feed.put("pod", "a", null);
            assertTrue(lineWith(in, "data:").contains("\"key\":\"a\",\"value\":null"));
        }
    }

    private static String lineWith(BufferedReader in, String beginning) throws IOException {
        String line = in.readLine();
        while (!line.startsWith(beginning)) {
            line = in.readLine();
        }
        return line;
    }

    @Test
    void aSavedRunNeedsNothingElseAndCannotBeBrokenOutOf() {
        feed.put("said", "", Map.of("text", "</script><script>alert(1)</script>"));
        given().baseUri(here).get("/save?" + address.getFragment()).then().statusCode(200)
                .header("Content-Disposition", containsString("attachment; filename=\"naming-of-cats-"))
                .body(containsString("\\u003c/script>"), not(containsString("alert(1)</script>")), not(containsString("src=")),
                        not(containsString(address.getFragment())), containsString("script-src 'sha256-"));
    }

    @Test
    void onlyThisMachineIsServed() throws IOException {
        for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress other : card.inetAddresses().filter(one -> !one.isLoopbackAddress()).toList()) {
                try (Socket socket = new Socket()) {
                    assertThrows(IOException.class, () -> socket.connect(new InetSocketAddress(other, address.getPort()), 2_000));
                }
            }
        }
    }

    @Test
    void aTakenPortIsWrongUsageInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            ProbeException told = assertThrows(ProbeException.class,
                    () -> new PageServer(taken.getLocalPort(), feed, new SlowDeeds(), new ObjectMapper()));
            assertEquals(ExitCode.USAGE, told.exitCode());
            assertTrue(told.getMessage().startsWith("port " + taken.getLocalPort() + " on 127.0.0.1 cannot be had"), told.getMessage());
        }
    }

    @Test
    void theEndBreaksOffWhatIsUnderWay() throws InterruptedException {
        browser().body("{}").post("/verify").then().statusCode(202);
        long start = System.nanoTime();
        server.close();
        assertEquals("{\"text\":\"Broken off.\",\"bad\":true}", sorted(awaitSaid()));
        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30));
        assertEquals(1, release.getCount());
    }
}
