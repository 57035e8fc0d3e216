package org.namingofcats.serviceb;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.IntStream;
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

    @Test
    void inventedMethodsShareASeries() {
        when().get("/").then().statusCode(200);
        IntStream.range(0, 50).forEach(number -> when().request("CAT" + number, "/").then().statusCode(405));
        when().get("/q/metrics").then().body(containsString("method=\"GET\""))
                .body(containsString("method=\"OTHER\"")).body(not(containsString("method=\"CAT")));
    }
}
