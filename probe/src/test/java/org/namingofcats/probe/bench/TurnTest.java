package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.agent.RawServer;
import org.namingofcats.probe.load.InProcessLine;
import org.namingofcats.probe.load.LoadRequest;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;

/** Arms of a turn are asked request by request, and each gets what became of its own requests. */
class TurnTest {
    private final Agent agent = new Agent(Place.POD, "worker", null, new InProcessLine());

    private Arm arm(String what, String url, boolean keepAlive, Map<String, String> headers) {
        return new Arm(what, Arm.SAME_NODE, keepAlive, new AgentSender(agent, url, headers, keepAlive, new ObjectMapper()), Set.of(), "nobody", "nobody");
    }

    private static Arm other(String what, Function<Volley, Shots> sender) {
        return new Arm(what, Arm.SAME_NODE, true, sender, Set.of(), "nobody", "nobody");
    }

    @Test
    void armsOfEqualKeysAreTogether() {
        List<Arm> arms = Stream.of("cat", "dog", "cow", "owl").map(what -> other(what, volley -> Shots.none("nobody sends"))).toList();
        assertEquals(List.of("catcow", "dog", "owl"), Turn.together(arms, arm -> arm.what().charAt(0)).stream()
                .map(turn -> turn.arms().stream().map(Arm::what).collect(Collectors.joining())).toList());
    }

    /** Each at half the rate, the second half a period after the first; and each gets what became of its own. */
    @Test
    void sendersApartKnowWhenToAskInBetweenTheOthers() {
        Map<String, Volley> volleys = new ConcurrentHashMap<>();
        List<Arm> arms = Stream.of("cat", "dog").map(what -> other(what, volley -> {
            volleys.put(what, volley);
            return Tallies.shots(what.equals("cat") ? 1 : 2);
        })).toList();
        double before = LoadRequest.millis(Instant.now());
        List<Shots> shots = new Turn(arms).send(new Volley("lane", 400, 50));
        assertEquals(List.of(1_000L, 2_000L), shots.stream().map(one -> one.took()[0]).toList());
        assertEquals(List.of("lane-0 200 50", "lane-1 200 50"), Stream.of("cat", "dog").map(volleys::get).map(volley -> volley.lane() + " " + volley.perSecond() + " " + volley.requests()).toList());
        assertTrue(volleys.get("cat").startsAt() > before);
        assertEquals(2.5, volleys.get("dog").startsAt() - volleys.get("cat").startsAt(), 0.001);
    }

    /** Of two agents each keeps its appointment with the other, unless the machine is busy; one that cannot says so, and none of its times counts. */
    @Test
    void anAgentKeepsItsAppointmentOrSaysSo() throws IOException {
        try (RawServer server = RawServer.workload("cat")) {
            Turn apart = new Turn(Stream.of("a", "b").map(value -> arm(value, server.url(), true, Map.of("X-Who", value))).toList());
            List<Shots> shots;
            int tries = 0;
            do {
                shots = apart.send(new Volley("lane" + tries++, 200, 10));
            } while (tries < 10 && shots.stream().anyMatch(one -> String.valueOf(one.why()).endsWith(" came late to its appointment")));
            assertEquals(List.of(10, 10), shots.stream().map(one -> one.took().length).toList(), shots.toString());
            Shots late = arm("cat", server.url(), true, Map.of()).sender().apply(new Volley("late", 200, 10, LoadRequest.millis(Instant.now())));
            assertEquals("agent " + agent.name() + " came late to its appointment", late.why());
            assertFalse(late.isWhole());
        }
    }

    @Test
    void eachArmGetsItsOwn() throws IOException {
        List<String> pods = List.of("cat", "dog", "owl");
        RawServer[] servers = new RawServer[pods.size()];
        try {
            for (int i = 0; i < servers.length; i++) {
                servers[i] = RawServer.workload(pods.get(i));
            }
            Turn turn = new Turn(IntStream.range(0, servers.length).mapToObj(i -> arm(pods.get(i), servers[i].url(), true, Map.of())).toList());
            List<Shots> shots = turn.send(new Volley("lane", 200, 10));
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
