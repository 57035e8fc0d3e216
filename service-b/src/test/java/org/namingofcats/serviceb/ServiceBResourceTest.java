package org.namingofcats.serviceb;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ServiceBResourceTest {

    private final String nonce = UUID.randomUUID().toString();

    @Test
    void passportSaysWhoAnswers() {
        given().header("X-Lab-Nonce", nonce)
                .when().get("/")
                .then().statusCode(200)
                .body("nonce", equalTo(nonce))
                .body("service", is("service-b"))
                .body("pod", is("pod-of-the-test"))
                .body("podUid", is("uid-of-the-test"))
                .body("podIp", is("127.0.0.1"))
                .body("node", is("node-of-the-test"))
                .body("container", is("container-of-the-test"))
                .body("networkNamespace", matchesPattern("\\d+"))
                .body("path", is("/"))
                .body("peerAddress", is("127.0.0.1"))
                .body("forwarded", anEmptyMap());
    }

    @Test
    void peerIsWhoConnectedWhateverTheHeadersSay() {
        given().headers(Map.of("X-Forwarded-For", "198.51.100.7", "Forwarded", "for=198.51.100.8", "X-Other", "no"))
                .when().get("/")
                .then().body("peerAddress", is("127.0.0.1"))
                .body("forwarded", is(Map.of("x-forwarded-for", "198.51.100.7", "forwarded", "for=198.51.100.8")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/myPathB", "/myPathB/", "/myPathB/and/below"})
    void publicPathAndBelow(String path) {
        when().get(path).then().statusCode(200).body("path", equalTo(path)).body("nonce", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mypathB", "/MYPATHB", "/myPathBB", "/mypathA", "/sidecar"})
    void anotherPathOrCaseIsNotFound(String path) {
        when().get(path).then().statusCode(404).body("service", is("service-b")); // its own 404, and it says so
    }

    @Test
    void malformedNonceIsRefusedInOneLineAndNotCounted() {
        given().header("X-Lab-Nonce", "a_b")
                .when().get("/")
                .then().statusCode(400).body(is("X-Lab-Nonce must be 1 to 64 characters of [A-Za-z0-9-]\n"));
        when().get("/receipts/a_b").then().statusCode(400);
        given().header("X-Lab-Nonce", "a_b")
                .when().get("/nowhere")
                .then().statusCode(400).body(is("X-Lab-Nonce must be 1 to 64 characters of [A-Za-z0-9-]\n"));
    }

    @Test
    void receiptsCountWhatWasServed() {
        when().get("/receipts/" + nonce).then().statusCode(200).body("nonce", equalTo(nonce)).body("served", is(0));
        given().header("X-Lab-Nonce", nonce).when().get("/").then().statusCode(200);
        given().header("X-Lab-Nonce", nonce).when().get("/myPathB").then().statusCode(200);
        given().header("X-Lab-Nonce", nonce).when().get("/nowhere").then().statusCode(404);
        when().get("/receipts/" + nonce).then().body("served", is(2));
    }

    @Test
    void receiptsOfSeveralAreToldAtOnce() {
        given().header("X-Lab-Nonce", nonce).when().get("/").then().statusCode(200);
        when().get("/receipts/each?nonce=" + nonce + "&nonce=never").then().statusCode(200)
                .body("nonce", is(List.of(nonce, "never"))).body("served", is(List.of(1, 0)));
        when().get("/receipts/each").then().statusCode(200).body("", is(List.of()));
        when().get("/receipts/each?nonce=" + nonce + "&nonce=a_b").then().statusCode(400);
    }

    @Test
    void receiptsFromNoNumberAreRefusedInOneLine() {
        when().get("/receipts?from=abc").then().statusCode(400).body(is("from must be the number of an answer\n"));
    }

    @Test
    void receiptsAreToldInOrder() {
        int here = when().get("/receipts").then().statusCode(200).body("nonces", is(List.of())).extract().path("next");
        given().header("X-Lab-Nonce", nonce).when().get("/").then().statusCode(200);
        given().header("X-Lab-Nonce", "other").when().get("/myPathB").then().statusCode(200);
        when().get("/receipts?from=" + here).then()
                .body("first", is(here)).body("next", is(here + 2)).body("nonces", is(List.of(nonce, "other")));
    }
}
