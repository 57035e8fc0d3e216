package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.agent.RawServer;
import org.namingofcats.probe.load.InProcessLine;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;

/** Arms that an agent can ask by turns have one turn together, and each gets what became of its own requests. */
class TurnTest {
    private final Agent agent = new Agent(Place.POD, "worker", null, new InProcessLine());

    private Arm arm(String what, String url, boolean keepAlive, Map<String, String> headers) {
        return new Arm(what, Arm.SAME_NODE, keepAlive, new AgentSender(agent, url, headers, keepAlive, new ObjectMapper()), Set.of(), "nobody", "nobody");
    }

    private static Arm other(String what) {
        return new Arm(what, Arm.SAME_NODE, true, (lane, rate, requests) -> Shots.none("nobody sends"), Set.of(), "nobody", "nobody");
    }

    @Test
    void whatOneLaneCanSendIsTogether() {
        List<Arm> arms = List.of(arm("a", "http://x/", true, Map.of()), other("b"), arm("c", "http://y/", true, Map.of()), arm("d", "http://x/", false, Map.of()),
                arm("e", "http://x/", true, Map.of("Host", "cats")), other("f"));
        assertEquals(List.of("ac", "b", "d", "e", "f"), Turn.together(arms).stream().map(turn -> String.join("", turn.arms().stream().map(Arm::what).toList())).toList());
    }

    @Test
    void eachArmGetsItsOwn() throws IOException {
        List<String> pods = List.of("cat", "dog", "owl");
        RawServer[] servers = new RawServer[pods.size()];
        try {
            for (int i = 0; i < servers.length; i++) {
                servers[i] = RawServer.workload(pods.get(i));
            }
            Turn turn = Turn.together(IntStream.range(0, servers.length).mapToObj(i -> arm(pods.get(i), servers[i].url(), true, Map.of())).toList()).getFirst();
            List<Shots> shots = turn.send("lane", 200, 10);
            assertTrue(shots.stream().allMatch(Shots::isWhole), shots::toString);
            assertEquals(List.of(10, 10, 10), shots.stream().map(one -> one.took().length).toList());
            assertEquals(pods.stream().map(Set::of).toList(), shots.stream().map(Shots::pods).toList());
        } finally {
            for (RawServer server : servers) {
                server.close();
            }
        }
    }
}
