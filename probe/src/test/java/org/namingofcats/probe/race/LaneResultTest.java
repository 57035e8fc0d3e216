package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Verdict;

/** The lanes of {@code race.json}: every request that was sent is answered or lost. */
class LaneResultTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void tracksOfOneLaneAreOneLane() {
        List<LaneResult> lanes = LaneResult.of(List.of(Runs.track("pod-ip", false, "..R"), Runs.track("pod-ip", true, "...."),
                Runs.track("pod-ip", false, ".TT.R.")));
        assertEquals(List.of(
                new LaneResult("pod-ip", "new", 9, 5, 4, Map.of(Outcome.OK, 5, Outcome.REFUSED, 2, Outcome.TIMEOUT, 2), 200),
                new LaneResult("pod-ip", "kept-alive", 4, 4, 0, Map.of(Outcome.OK, 4), 0)), lanes);
    }

    @Test
    void theFileHasTheFieldsThatItsReadersExpectAndNoOthers() throws Exception {
        Raced raced = new Raced("rolling-update", "shows", Verdict.FAIL, "cluster-ip, new lost 1", List.of("a remark"),
                Runs.run(List.of(Runs.mark(0, "begin")), List.of(), Runs.track("cluster-ip", false, ".R.")));
        Raced skipped = new Raced("drain", "shows", Verdict.SKIPPED, "one node", List.of(), null);
        String text = RaceFiles.of("kind-x", List.of(raced, skipped), JSON).get("race.json");
        JsonNode expected = JSON.readTree("""
                {"experiments":[
                  {"name":"rolling-update","lanes":[{"path":"cluster-ip","connection":"new","sent":3,"answered":2,"lost":1,
                   "outcomes":{"OK":2,"REFUSED":1},"outageMillis":100}],"verdict":"FAIL","reason":"cluster-ip, new lost 1"},
                  {"name":"drain","lanes":[],"verdict":"SKIPPED","reason":"one node"}]}""");
        assertEquals(expected, JSON.readTree(text));
    }

    @Test
    void whatWasLostIsNamed() throws Exception {
        Raced raced = new Raced("kill-9", "shows", Verdict.PASS, "", List.of(),
                Runs.run(List.of(Runs.mark(50, "killed")), List.of(), Runs.track("cluster-ip", true, "..R.")));
        JsonNode details = JSON.readTree(RaceFiles.of("kind-x", List.of(raced), JSON).get("race-details.json")).get(0);
        assertEquals(1, details.get("lost").size());
        assertEquals("cluster-ip-kept-2", details.get("lost").get(0).get("nonce").asText());
        assertEquals(200, details.get("lost").get(0).get("at").asInt());
        assertEquals(50, details.get("marks").get(0).get("at").asInt());
    }
}
