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
    private static final List<String> OLD = List.of("old");

    @Test
    void tracksOfOneLaneAreOneLane() {
        List<LaneResult> lanes = LaneResult.of(Runs.run(Runs.track("pod-ip", false, "..R"), Runs.track("pod-ip", true, "...."),
                Runs.track("pod-ip", false, ".TT.R.")));
        assertEquals(List.of(
                new LaneResult("pod-ip", "new", 9, 5, 4, Map.of(Outcome.OK, 5, Outcome.REFUSED, 2, Outcome.TIMEOUT, 2), 200, OLD, OLD, null),
                new LaneResult("pod-ip", "kept-alive", 4, 4, 0, Map.of(Outcome.OK, 4), 0, OLD, OLD, null)), lanes);
    }

    /** Before the first deed, and by the last forty requests: what was answered in between may be by either. */
    @Test
    void whoAnsweredBeforeAndWhoInTheEnd() {
        List<Mark> marks = List.of(Runs.mark(0, "the lanes run"), Runs.mark(250, "deleted"), Runs.mark(400, "replaced"));
        List<LaneResult> lanes = LaneResult.of(Runs.run(marks, List.of(), Runs.track("cluster-ip", false, "...n.R" + "n".repeat(40)),
                Runs.track("cluster-ip", true, ".".repeat(50)), Runs.track("pod-ip", false, "..." + "R".repeat(40))));
        assertEquals(List.of(OLD, OLD, OLD), lanes.stream().map(LaneResult::before).toList());
        assertEquals(List.of(List.of("new"), OLD, List.of()), lanes.stream().map(LaneResult::after).toList());
        assertEquals(List.of("old → new", "old", "old → nobody"), lanes.stream().map(LaneResult::answeredBy).toList());
    }

    @Test
    void aLaneThatWasCutSaysSo() throws Exception {
        RaceRun run = Runs.run(Runs.track("pod-ip", false, "..R"), Runs.cut("pod-ip", false, "..", "its agent was lost"));
        LaneResult lane = LaneResult.of(run).getFirst();
        assertEquals("its agent was lost", lane.cut());
        assertEquals(5, lane.sent(), "what was told of is kept");
        assertEquals("OK 4, REFUSED 1; cut", lane.fates());
        assertEquals("its agent was lost", JSON.readTree(JSON.writeValueAsString(lane)).get("cut").asText());
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
                   "outcomes":{"OK":2,"REFUSED":1},"outageMillis":100,"before":["old"],"after":["old"]}],"verdict":"FAIL","reason":"cluster-ip, new lost 1"},
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
