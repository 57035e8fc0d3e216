package org.namingofcats.probe.agent;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent that was given no token, or an empty one, is nobody's and says that it is not ready. */
@QuarkusTest
@TestProfile(NoTokenTest.WithoutToken.class)
class NoTokenTest {

    public static class WithoutToken implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("lab.token", " ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "0123456789abcdef0123456789abcdef"})
    void refusesEverybody(String token) {
        refuses(token);
        refuses(token.isEmpty() ? "" : DialResourceTest.grant(token));
    }

    private static void refuses(String token) {
        given().header("X-Lab-Grant", token).when().get("/self").then().statusCode(401);
        given().header("X-Lab-Grant", token).contentType(ContentType.JSON).body("{}").when().post("/dial").then().statusCode(401);
        given().when().get("/self").then().statusCode(401);
    }

    @Test
    void isNotReady() {
        given().when().get("/q/health/ready").then().statusCode(503);
    }
}
