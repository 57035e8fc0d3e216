package org.namingofcats.servicea;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SidecarStub.class)
class SidecarHealthCheckTest {

    /** As in k8s/paths/localhost.yaml. */
    private static final Duration KUBELET = Duration.ofSeconds(2);
    private static final String SIDECAR = "checks.find { it.name == 'sidecar' }";

    SidecarStub sidecar;

    @BeforeEach
    void sidecarAnswers() {
        sidecar.up();
    }

    @Test
    void readyWithTheSidecar() {
        when().get("/q/health/ready").then().statusCode(200).body(SIDECAR + ".status", is("UP"));
    }

    @Test
    void deadSidecarEndsReadinessButNotLiveness() {
        sidecar.down();
        when().get("/q/health/ready").then().statusCode(503).body(SIDECAR + ".status", is("DOWN")).body(SIDECAR + ".data.cause", notNullValue());
        when().get("/q/health/live").then().statusCode(200).body("status", is("UP"));
        when().get("/q/health/started").then().statusCode(200).body("status", is("UP"));
        sidecar.up();
        when().get("/q/health/ready").then().statusCode(200);
    }

    /** The kubelet waits for two seconds; the client gives up after one, and the check does soon after. */
    @Test
    void silentSidecarIsReportedBeforeTheKubeletGivesUp() {
        when().get("/q/health/ready").then().statusCode(200);
        sidecar.silent();
        assertTrue(SidecarHealthCheck.PATIENCE.compareTo(KUBELET) < 0, SidecarHealthCheck.PATIENCE::toString);
        when().get("/q/health/ready").then().statusCode(503)
                .body(SIDECAR + ".data.cause", anyOf(containsString("has not answered within 1000 ms"), containsString("mutiny.TimeoutException")));
        when().get("/q/health/live").then().statusCode(200).body("status", is("UP"));
    }
}
