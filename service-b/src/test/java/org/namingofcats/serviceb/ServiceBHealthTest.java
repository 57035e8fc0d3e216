package org.namingofcats.serviceb;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ServiceBHealthTest {

    @ParameterizedTest
    @CsvSource({"started, identity", "ready, Graceful Shutdown", "live, no deadlock"})
    void eachProbeHasAReasonOfItsOwn(String probe, String check) {
        when().get("/q/health/" + probe).then().statusCode(200).body("status", is("UP")).body("checks.name", hasItem(check));
    }

    @Test
    void requestsAreMeasuredByPath() {
        given().header("X-Lab-Nonce", "metrics").when().get("/receipts/metrics").then().statusCode(200);
        when().get("/q/metrics").then().statusCode(200).body(containsString("uri=\"/receipts/{nonce}\""));
    }
}
