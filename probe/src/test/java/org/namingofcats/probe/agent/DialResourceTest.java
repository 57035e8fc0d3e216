package org.namingofcats.probe.agent;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.probe.grant.Grant;
import org.namingofcats.probe.grant.Grants;

/** An agent dials for who holds the run's token, what it may, and says in one line why not. */
@QuarkusTest
@TestProfile(AgentWithToken.class)
@Timeout(60)
class DialResourceTest {
    private static final String TOKEN = AgentWithToken.TOKEN;

    /** A grant for what the tests dial, written by who holds {@code token}. */
    static String grant(String token, int... ports) {
        Set<Integer> all = IntStream.concat(IntStream.of(1), IntStream.of(ports)).boxed().collect(Collectors.toSet());
        return new Grants(token).write(new Grant(Instant.now().getEpochSecond() + 600, Map.of("127.0.0.1", all)));
    }

    private static ValidatableResponse dial(String body, int... ports) {
        return given().header("X-Lab-Grant", grant(TOKEN, ports)).contentType(ContentType.JSON).body(body).when().post("/dial").then();
    }

    private static String request(String url) {
        return request(url, 5_000); // long, so that a busy machine is no time-out
    }

    private static String request(String url, int millis) {
        return "{\"url\": \"" + url + "\", \"nonce\": \"n-1\", \"timeoutMillis\": " + millis + "}";
    }

    /** One line of plain text. */
    private static void assertLine(ValidatableResponse response, int status, String part) {
        response.statusCode(status).contentType(ContentType.TEXT)
                .body(allOf(containsString(part), endsWith("\n"), not(containsString("\n\n")), matchesPattern("[^\n]+\n")));
    }

    @Test
    void dialsAndTells() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")) {
            dial(request(server.url()), server.port()).statusCode(200).contentType(ContentType.JSON)
                    .body("outcome", is("OK")).body("status", is(200)).body("body", is("hi"))
                    .body("clientAddress", is("127.0.0.1")).body("remoteAddress", is("127.0.0.1:" + server.port()));
        }
    }

    private static ValidatableResponse dials(String body, int... ports) {
        return given().header("X-Lab-Grant", grant(TOKEN, ports)).contentType(ContentType.JSON).body(body).when().post("/dials").then();
    }

    @Test
    void severalOneAfterTheOther() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")) {
            dials("[%s, %s, %s]".formatted(request(server.url()), request("http://127.0.0.1:1/"), request(server.url())), server.port())
                    .statusCode(200).body("outcome", is(List.of("OK", "REFUSED", "OK")));
        }
    }

    @Test
    void noneAfterOneThatTimedOut() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer server = new RawServer((socket, out) -> never.await())) {
            dials("[%s, %s]".formatted(request(server.url(), 500), request("http://127.0.0.1:1/")), server.port())
                    .statusCode(200).body("outcome", is(List.of("TIMEOUT")));
        } finally {
            never.countDown();
        }
    }

    /** Its outcome is DNS, its time is up all the same. */
    @Test
    void noneAfterOneWhoseNameNobodyLookedUpInTime() {
        try (SilentDns silence = new SilentDns()) {
            dials("[%s, %s]".formatted(request("http://localhost:1/", 500), request("http://127.0.0.1:1/")))
                    .statusCode(200).body("outcome", is(List.of("DNS")));
        }
    }

    /** 64 rows of 16 answers of 64 KiB are the whole heap. */
    @Test
    void noneAfterAnswersThatAreLongTogether() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n" + "x".repeat(40_000))) {
            dials("[" + String.join(",", Collections.nCopies(16, request(server.url()))) + "]", server.port())
                    .statusCode(200).body("outcome", is(List.of("OK", "OK"))).body("body[1].length()", is(40_000));
        }
    }

    /** A connection that is silent while the longest row that is legal is made is not given up. */
    @Test
    void silenceIsBoundedAndARowIsNotCutShort() {
        Duration limit = ConfigProvider.getConfig().getValue("quarkus.http.idle-timeout", Duration.class);
        assertTrue(limit.toMillis() > DialResource.MOST_IN_A_ROW * DialResource.LONGEST_TIMEOUT, limit::toString);
        assertTrue(limit.compareTo(Duration.ofMinutes(15)) < 0, limit::toString);
    }

    /** They are bounded before anybody has shown a grant; who is in goes on, and who leaves makes room. */
    @Test
    void aCrowdIsKeptOut() throws IOException {
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                crowd.add(new Socket("127.0.0.1", RestAssured.port));
            }
            crowd.getLast().setSoTimeout(10_000);
            assertEquals(-1, crowd.getLast().getInputStream().read(), "the 300th has no connection");
            Socket first = crowd.getFirst();
            first.setSoTimeout(10_000);
            first.getOutputStream().write("GET /q/health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
            assertTrue(RawServer.head(first.getInputStream()).startsWith("HTTP/1.1 200 "), "the first goes on");
        } finally {
            for (Socket one : crowd) {
                one.close();
            }
        }
        int status = 0;
        while (status != 200) { // until it has noticed that they have gone; the test's time-out ends it
            try (Socket next = new Socket("127.0.0.1", RestAssured.port)) {
                next.setSoTimeout(10_000);
                next.getOutputStream().write("GET /q/health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
                status = Integer.parseInt(RawServer.head(next.getInputStream()).substring(9, 12));
            } catch (IOException e) {
                // It was closed at once: they are still there.
            }
        }
    }

    @Test
    void severalAreRefusedAsOneIs() {
        String good = request("http://127.0.0.1:1/");
        assertLine(dials("[]"), 400, "1 to 16");
        assertLine(dials("null"), 400, "1 to 16");
        assertLine(dials("[" + String.join(",", Collections.nCopies(17, good)) + "]"), 400, "1 to 16");
        assertLine(dials("[" + good + ", null]"), 400, "nonce");
        assertLine(dials(good), 400, "no dial request");
        assertLine(dials("[" + good + ", " + request("http://169.254.169.254/") + "]"), 403, " is ");
        assertLine(given().contentType(ContentType.JSON).body("[" + good + "]").when().post("/dials").then(), 401, "token");
    }

    @Test
    void aFailureIsAResultToo() {
        dial(request("http://127.0.0.1:1/")).statusCode(200).body("outcome", is("REFUSED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdef0", "0123456789ABCDEF0123456789ABCDEF"})
    void anotherTokenIsNone(String token) {
        refuses(grant(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b", TOKEN})
    void neitherNonsenseNorTheTokenItselfIsAGrant(String word) {
        refuses(word);
    }

    private static void refuses(String grant) {
        assertLine(given().header("X-Lab-Grant", grant).when().get("/self").then(), 401, "token");
        assertLine(given().header("X-Lab-Grant", grant).contentType(ContentType.JSON).body(request("http://127.0.0.1:1/"))
                .when().post("/dial").then(), 401, "token");
    }

    @Test
    void withoutTokenNotEvenMalformedRequestsAreRead() {
        assertLine(given().contentType(ContentType.JSON).body("{").when().post("/dial").then(), 401, "token");
        assertLine(given().when().get("/self").then(), 401, "token");
    }

    /** A workload's answer to an unknown path says who it is, with node and MAC address. */
    @Test
    void withoutTokenNotEvenAnUnknownPathIsAnswered() {
        assertLine(given().when().get("/nowhere").then(), 401, "token");
        assertLine(given().when().get("/dial/nowhere").then(), 401, "token");
        assertLine(given().when().get("/dial").then(), 401, "token");
        given().header("X-Lab-Grant", grant(TOKEN)).when().get("/nowhere").then().statusCode(404);
        given().header("X-Lab-Grant", grant(TOKEN)).when().get("/dial").then().statusCode(405);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''|no dial request", "{|no dial request", "[]|no dial request", "{\"timeoutMillis\": \"soon\"}|no dial request",
        "null|nonce", "{}|nonce",
        "{\"url\": \"http://x/\", \"nonce\": \"a b\", \"timeoutMillis\": 5}|nonce",
        "{\"url\": \"http://x/\", \"nonce\": \"a\"}|timeoutMillis",
        "{\"url\": \"http://x/\", \"nonce\": \"a\", \"timeoutMillis\": 30001}|timeoutMillis",
        "{\"url\": \"http://x/\", \"nonce\": \"a\", \"timeoutMillis\": -1}|timeoutMillis",
        "{\"nonce\": \"a\", \"timeoutMillis\": 5}|plain http",
        "{\"url\": \"https://x/\", \"nonce\": \"a\", \"timeoutMillis\": 5}|plain http",
        "{\"url\": \"http://x:0/\", \"nonce\": \"a\", \"timeoutMillis\": 5}|port 0",
        "{\"url\": \"http://x:65536/\", \"nonce\": \"a\", \"timeoutMillis\": 5}|port 65536",
        "{\"url\": \"http://x/\", \"nonce\": \"a\", \"timeoutMillis\": 99999999999}|no dial request",
        "{\"url\": \"http://x/\\r\\nEvil: 1\", \"nonce\": \"a\", \"timeoutMillis\": 5}|not a URL",
        "{\"url\": \"http://x/\", \"nonce\": \"a\", \"timeoutMillis\": 5, \"headers\": {\"X\": \"1\\r\\nEvil: 1\"}}|header",
        "{\"url\": \"http://x/\", \"nonce\": \"a\", \"timeoutMillis\": 5, \"headers\": {\"X Y\": \"1\"}}|header",
        "{\"url\": \"http://x/\", \"nonce\": \"a\", \"timeoutMillis\": 5, \"headers\": {\"X\": null}}|header"})
    void aMalformedRequestIs400(String body, String part) {
        assertLine(dial(body), 400, part);
    }

    /** Which targets these are is {@link TargetCheckTest}'s. */
    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:8082/", "http://localhost:2/"})
    void aForbiddenTargetIs403(String url) {
        assertLine(dial(request(url)), 403, " is ");
    }

    /** Which URLs these are is {@link DialTargetTest}'s. */
    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "http://2852039166/"})
    void whatIsNotPlainHttpIs400(String url) {
        assertLine(dial(request(url)), 400, " is not ");
    }

    @Test
    void tooManyAtOnceAre429() throws Exception {
        CountDownLatch came = new CountDownLatch(DialResource.MOST_AT_ONCE);
        CountDownLatch enough = new CountDownLatch(1);
        try (RawServer server = new RawServer((socket, out) -> {
            came.countDown();
            enough.await();
        });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String body = "{\"url\": \"" + server.url() + "\", \"nonce\": \"n-1\", \"timeoutMillis\": 20000}";
            for (int i = 0; i < DialResource.MOST_AT_ONCE; i++) {
                threads.submit(() -> dial(body, server.port()));
            }
            assertTrue(came.await(15, TimeUnit.SECONDS), "all of them at once");
            assertLine(dial(body, server.port()), 429, "64 requests are under way");
            enough.countDown();
        }
        dial(request("http://127.0.0.1:1/")).statusCode(200);
    }

    @Test
    void aRequestIsBounded() {
        dial(request("http://x/" + "y".repeat(70_000))).statusCode(413);
        String many = "\"H%d\": \"1\"";
        String headers = IntStream.range(0, 33).mapToObj(many::formatted).collect(Collectors.joining(","));
        assertLine(dial("{\"url\": \"http://x/\", \"nonce\": \"a\", \"timeoutMillis\": 5, \"headers\": {" + headers + "}}"), 400, "32 headers");
    }

    @Test
    void notJsonIs415() {
        given().header("X-Lab-Grant", grant(TOKEN)).contentType(ContentType.TEXT).body("x").when().post("/dial").then().statusCode(415);
    }

    @Test
    void saysWhereItStands() {
        given().header("X-Lab-Grant", grant(TOKEN)).when().get("/self").then().statusCode(200)
                .body("node", is("worker")).body("pod", is("agent-x")).body("networkNamespace", matchesPattern("\\d+"))
                .body("addresses.findAll { it.startsWith('127.') || it.startsWith('169.254.') }", hasSize(0));
    }

    @Test
    void isReady() {
        given().when().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }
}
