package org.namingofcats.servicea;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SidecarStub.class)
class ServiceAResourceTest {

    private final String nonce = UUID.randomUUID().toString();

    SidecarStub sidecar;

    @BeforeEach
    void sidecarAnswers() {
        sidecar.up();
    }

    @Test
    void passportSaysWhoAnswers() {
        given().header("X-Lab-Nonce", nonce)
                .when().get("/")
                .then().statusCode(200)
                .body("nonce", equalTo(nonce))
                .body("service", is("service-a"))
                .body("pod", is("pod-of-the-test"))
                .body("peerAddress", is("127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mypathA", "/mypathA/", "/mypathA/and/below"})
    void publicPathAndBelow(String path) {
        when().get(path).then().statusCode(200).body("path", equalTo(path)).body("service", is("service-a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/myPathA", "/mypatha", "/mypathAA", "/myPathB"})
    void anotherPathOrCaseIsNotFound(String path) {
        when().get(path).then().statusCode(404).body("service", is("service-a")); // its own 404, and it says so
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/mypathA", "/sidecar"})
    void malformedNonceIsRefusedEverywhere(String path) {
        given().header("X-Lab-Nonce", "a_b").when().get(path).then().statusCode(400).body(startsWith("X-Lab-Nonce must be"));
    }

    @Test
    void sidecarAnswersForItselfWithTheSameNonce() {
        given().header("X-Lab-Nonce", nonce)
                .when().get("/sidecar")
                .then().statusCode(200)
                .body("self.service", is("service-a"))
                .body("self.nonce", equalTo(nonce))
                .body("self.path", is("/sidecar"))
                .body("sidecar.service", is("sidecar"))
                .body("sidecar.nonce", equalTo(nonce))
                .body("sidecar.path", is("/"));
        when().get("/receipts/" + nonce).then().body("served", is(1));
    }

    @Test
    void withoutNonceTheSidecarGetsNone() {
        when().get("/sidecar").then().statusCode(200).body("self.nonce", nullValue()).body("sidecar.nonce", nullValue());
    }

    @Test
    void deadSidecarIsNamedAndNothingIsCounted() {
        sidecar.down();
        given().header("X-Lab-Nonce", nonce)
                .when().get("/sidecar")
                .then().statusCode(502).body(startsWith("the sidecar of this pod does not answer: "));
        when().get("/receipts/" + nonce).then().body("served", is(0));
        when().get("/").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "500 | {} | it answers 500",
        "200 | purr | it answers something else than a passport",
        "200 | {} | it answers something else than a passport",
        "200 | null | it answers something else than a passport",
        "200 | {\"service\": \"sidecar\", \"nonce\": \"another\"} | it answers another request",
        "200 | {\"service\": \"sidecar\"} | it answers another request"})
    void whatIsNoPassportIsNamed(int status, String body, String why) {
        sidecar.says(status, body);
        given().header("X-Lab-Nonce", nonce)
                .when().get("/sidecar")
                .then().statusCode(502).body(is("the sidecar of this pod does not answer: " + why + "\n"));
        when().get("/receipts/" + nonce).then().body("served", is(0));
    }

    @Test
    void inventedMethodsShareASeries() {
        IntStream.range(0, 50).forEach(number -> when().request("CAT" + number, "/").then().statusCode(405));
        when().get("/q/metrics").then().body(containsString("method=\"OTHER\"")).body(not(containsString("method=\"CAT")));
    }

    @Test
    void silentSidecarIsGivenUpWithinSeconds() {
        sidecar.silent();
        when().get("/sidecar").then().statusCode(502).time(lessThan(4000L));
    }

    /** More often than the client has connections: each of them is given up. */
    @Test
    @Timeout(60)
    void aSidecarThatHaltsInItsAnswerIsGivenUpWithinSeconds() {
        sidecar.halting();
        for (int i = 0; i < 6; i++) {
            when().get("/sidecar").then().statusCode(502).time(lessThan(4000L));
        }
        sidecar.up();
        when().get("/sidecar").then().statusCode(200);
    }
}
