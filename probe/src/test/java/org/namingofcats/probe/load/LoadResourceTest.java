package org.namingofcats.probe.load;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.agent.AgentWithToken;
import org.namingofcats.probe.agent.RawServer;
import org.namingofcats.probe.grant.Run;

/** An agent runs lanes for who holds the run's token, and tells of every request. */
@QuarkusTest
@TestProfile(AgentWithToken.class)
@Timeout(60)
class LoadResourceTest {
    @Inject
    ObjectMapper json;

    private static String grant(int port) {
        Run run = new Run(AgentWithToken.TOKEN);
        run.name("127.0.0.1", port);
        return run.grant("http://127.0.0.1:" + port + "/");
    }

    private static Response load(String body, int port) {
        return given().header("X-Lab-Grant", grant(port)).contentType(ContentType.JSON).body(body).when().post("/load");
    }

    private static String request(String lane, String url, int seconds) {
        return "{\"lane\":\"%s\",\"url\":\"%s\",\"perSecond\":20,\"seconds\":%d,\"keepAlive\":true,\"timeoutMillis\":9000}"
                .formatted(lane, url, seconds);
    }

    private List<LoadReport> reports(Response response) throws IOException {
        response.then().statusCode(200).contentType("application/x-ndjson");
        return json.readerFor(LoadReport.class).<LoadReport>readValues(response.asString()).readAll();
    }

    private static void assertEachOnce(List<LoadReport> reports) {
        List<Integer> numbers = reports.stream().flatMap(report -> report.samples().stream()).map(Sample::number).sorted().toList();
        assertEquals(IntStream.range(0, reports.getLast().due()).boxed().toList(), numbers);
        assertEquals(0, reports.getLast().unrecorded());
        assertTrue(reports.getFirst().startedAt() > 1.7e12, reports::toString);
    }

    @Test
    void tellsOfEachRequestOnce() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi")) {
            List<LoadReport> reports = reports(load(request("a", server.url(), 1), server.port()));
            assertEquals(20, reports.getLast().due());
            assertEachOnce(reports);
            assertEquals(List.of(Outcome.OK), reports.stream().flatMap(report -> report.samples().stream())
                    .map(Sample::outcome).distinct().toList());
            assertTrue(reports.size() > 3, "it tells as it goes: " + reports.size());
        }
    }

    @Test
    void aLaneIsEndedByItsNameAndThenItsNameIsFree() throws Exception {
        CountDownLatch some = new CountDownLatch(5);
        try (RawServer server = new RawServer((socket, out) -> some.countDown())) {
            Thread stop = Thread.startVirtualThread(() -> {
                try {
                    some.await();
                } catch (InterruptedException e) {
                    return;
                }
                load(request("b", server.url(), 3_600), server.port()).then().statusCode(409).body(containsString("b runs here already"));
                given().header("X-Lab-Grant", grant(1)).when().post("/load/b/end").then().statusCode(204);
            });
            List<LoadReport> reports = reports(load(request("b", server.url(), 3_600), server.port()));
            stop.join();
            assertTrue(reports.getLast().due() >= 5);
            assertEachOnce(reports);
            assertEachOnce(reports(load(request("b", server.url(), 1), server.port())));
        }
    }

    @Test
    void whoHangsUpEndsTheLane() throws Exception {
        CountDownLatch some = new CountDownLatch(5);
        try (RawServer server = new RawServer((socket, out) -> some.countDown());
                Socket listener = new Socket("127.0.0.1", RestAssured.port)) {
            String body = request("d", server.url(), 3_600);
            listener.getOutputStream().write(("POST /load HTTP/1.1\r\nHost: x\r\nX-Lab-Grant: " + grant(server.port())
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes());
            some.await();
            listener.close();
            int status = 409;
            while (status == 409) { // as long as the lane runs; the test's time-out ends it
                Thread.sleep(100);
                status = load(request("d", server.url(), 1), server.port()).statusCode();
            }
            assertEquals(200, status);
        }
    }

    @Test
    void onlyWithTheToken() {
        given().contentType(ContentType.JSON).body(request("c", "http://127.0.0.1:1/", 1)).when().post("/load").then().statusCode(401);
        given().when().post("/load/c/end").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "400|''|no load request", "400|null|no load request", "400|{|no load request", "400|{}|lane is not",
        "400|{'lane':'A_b'}|lane is not", "400|{'lane':'x','perSecond':5001}|perSecond", "400|{'lane':'x','perSecond':1}|seconds",
        "400|{'lane':'x','perSecond':1,'seconds':1,'timeoutMillis':30001}|timeoutMillis",
        "400|{'lane':'x','perSecond':1,'seconds':1,'timeoutMillis':1,'url':'https://x/'}|plain http",
        "400|{'lane':'x','perSecond':1,'seconds':1,'timeoutMillis':1,'url':'http://x/','headers':{'X Y':'1'}}|header",
        "400|{'lane':'x','perSecond':1,'seconds':1,'timeoutMillis':1,'url':'http://127.0.0.1:1/','others':['http://127.0.0.1:1/']}|not in turn",
        "400|{'lane':'x','perSecond':1,'seconds':1,'timeoutMillis':1,'url':'http://127.0.0.1:1/','startsAt':9e15}|5000 ms ahead",
        "403|{'lane':'x','perSecond':1,'seconds':1,'timeoutMillis':1,'url':'http://127.0.0.1:2/'}|none of the targets",
        "403|{'lane':'x','perSecond':1,'seconds':1,'timeoutMillis':1,'url':'http://127.0.0.1:1/','inTurn':true,'others':['http://127.0.0.1:2/']}|none of the targets"})
    void whatItDoesNotDoIsSaidInOneLine(int status, String body, String part) {
        String answer = load(body.replace('\'', '"'), 1).then().statusCode(status).contentType(ContentType.TEXT).extract().asString();
        assertTrue(answer.contains(part) && answer.lines().count() == 1, answer);
    }
}
