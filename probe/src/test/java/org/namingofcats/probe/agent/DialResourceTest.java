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

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent dials for who holds the run's token, what it may, and says in one line why not. */
@QuarkusTest
@TestProfile(DialResourceTest.WithToken.class)
class DialResourceTest {
    static final String TOKEN = "0123456789abcdef0123456789abcdef";

    public static class WithToken implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("lab.token", TOKEN, "node.name", "worker", "pod.name", "agent-x");
        }
    }

    private static ValidatableResponse dial(String body) {
        return given().header("X-Lab-Token", TOKEN).contentType(ContentType.JSON).body(body).when().post("/dial").then();
    }

    private static String request(String url) {
        return "{\"url\": \"" + url + "\", \"nonce\": \"n-1\", \"timeoutMillis\": 500}";
    }

    /** One line of plain text. */
    private static void assertLine(ValidatableResponse response, int status, String part) {
        response.statusCode(status).contentType(ContentType.TEXT)
                .body(allOf(containsString(part), endsWith("\n"), not(containsString("\n\n")), matchesPattern("[^\n]+\n")));
    }

    @Test
    void dialsAndTells() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")) {
            dial(request(server.url())).statusCode(200).contentType(ContentType.JSON)
                    .body("outcome", is("OK")).body("status", is(200)).body("body", is("hi"))
                    .body("clientAddress", is("127.0.0.1")).body("remoteAddress", is("127.0.0.1:" + server.port()));
        }
    }

    @Test
    void aFailureIsAResultToo() {
        dial(request("http://127.0.0.1:1/")).statusCode(200).body("outcome", is("REFUSED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdef0", "0123456789ABCDEF0123456789ABCDEF"})
    void anotherTokenIsNone(String token) {
        assertLine(given().header("X-Lab-Token", token).when().get("/self").then(), 401, "token");
        assertLine(given().header("X-Lab-Token", token).contentType(ContentType.JSON).body(request("http://127.0.0.1:1/"))
                .when().post("/dial").then(), 401, "token");
    }

    @Test
    void withoutTokenNotEvenMalformedRequestsAreRead() {
        assertLine(given().contentType(ContentType.JSON).body("{").when().post("/dial").then(), 401, "token");
        assertLine(given().when().get("/self").then(), 401, "token");
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
        "{\"url\": \"http://x/\\r\\nEvil: 1\", \"nonce\": \"a\", \"timeoutMillis\": 5}|not a URL",
        "{\"url\": \"http://x/\", \"nonce\": \"a\", \"timeoutMillis\": 5, \"headers\": {\"X\": \"1\\r\\nEvil: 1\"}}|header",
        "{\"url\": \"http://x/\", \"nonce\": \"a\", \"timeoutMillis\": 5, \"headers\": {\"X Y\": \"1\"}}|header",
        "{\"url\": \"http://x/\", \"nonce\": \"a\", \"timeoutMillis\": 5, \"headers\": {\"X\": null}}|header"})
    void aMalformedRequestIs400(String body, String part) {
        assertLine(dial(body), 400, part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/", "http://0.0.0.0:8082/", "http://224.0.0.1/",
        "http://kubernetes.default.svc/"})
    void aForbiddenTargetIs403(String url) {
        assertLine(dial(request(url)), 403, " is ");
    }

    @Test
    void aRequestIsBounded() {
        dial(request("http://x/" + "y".repeat(70_000))).statusCode(413);
        String many = "\"H%d\": \"1\"";
        String headers = java.util.stream.IntStream.range(0, 33).mapToObj(many::formatted).collect(java.util.stream.Collectors.joining(","));
        assertLine(dial("{\"url\": \"http://x/\", \"nonce\": \"a\", \"timeoutMillis\": 5, \"headers\": {" + headers + "}}"), 400, "32 headers");
    }

    @Test
    void notJsonIs415() {
        given().header("X-Lab-Token", TOKEN).contentType(ContentType.TEXT).body("x").when().post("/dial").then().statusCode(415);
    }

    @Test
    void saysWhereItStands() {
        given().header("X-Lab-Token", TOKEN).when().get("/self").then().statusCode(200)
                .body("node", is("worker")).body("pod", is("agent-x")).body("networkNamespace", matchesPattern("\\d+"))
                .body("addresses.findAll { it.startsWith('127.') || it.startsWith('169.254.') }", hasSize(0));
    }

    @Test
    void isReady() {
        given().when().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }
}
