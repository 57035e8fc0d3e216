package org.namingofcats.probe.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.explain.Station.Kind;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Spot;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;

/** Which nodes a connection passes: that of a balancer's address, which its MAC address betrays, and of two nodes each its own. */
class PassageTest {
    private static final String BALANCER = "172.18.255.201";
    private static final Lab.Pod B = new Lab.Pod("service-b-1", "naming-of-cats", "uid-b", "10.244.1.6", "worker2", "service-b", 8080, Map.of());

    /** What a place answers to a command before and after the request; nothing to others. */
    private final Map<String, List<List<String>>> said = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();

    private void says(String place, String command, List<String> before, List<String> after) {
        said.put(place + " " + command, List.of(before, after));
    }

    private void always(String place, String command, String line) {
        says(place, command, List.of(line), List.of(line));
    }

    private synchronized Reading read(Spot spot, List<String> command) {
        String question = (spot instanceof Spot.Node node ? node.name() : "elsewhere") + " " + String.join(" ", command);
        return said.entrySet().stream().filter(one -> question.startsWith(one.getKey())).findFirst()
                .map(one -> Reading.of(one.getValue().get(Math.min(1, asked.merge(question, 1, Integer::sum) - 1)))).orElse(Reading.of(List.of()));
    }

    private Map<Kind, List<Station>> journey(Place place, String node, String client, String url, String remote) {
        Agent agent = SmallLab.agent(place, node, "uid-p", request -> new DialResult(Outcome.OK, 200,
                SmallLab.passport(request.nonce(), "service-b", B, client), remote, client, SmallLab.QUICK, null));
        Lab lab = new Lab(List.of(new Lab.Node("worker", "172.18.0.2"), new Lab.Node("worker2", "172.18.0.3")), List.of(B), List.of(), List.of(), List.of(agent), Map.of());
        return new Explainer(lab, "iptables", this::read, new ObjectMapper()).tell("x", new Call(agent, url, new Closed(Outcome.REFUSED))).journey()
                .stations().stream().collect(Collectors.groupingBy(Station::kind));
    }

    private Map<Kind, List<Station>> fromOutside() {
        return journey(Place.OUTSIDE, null, "172.18.0.5", "http://" + BALANCER + "/", BALANCER + ":80");
    }

    private void learnt(String neighbour) {
        always("elsewhere", "ip neigh show to " + BALANCER, neighbour);
        always("worker", "ip -o link show", "2: eth0 link/ether 02:42:ac:12:00:02");
        always("worker2", "ip -o link show", "2: eth0 link/ether 02:42:ac:12:00:03");
    }

    @Test
    void theNodeThatAnswersForABalancersAddressDecides() {
        learnt(BALANCER + " dev eth0 lladdr 02:42:ac:12:00:03 REACHABLE");
        Map<Kind, List<Station>> seen = fromOutside();
        assertEquals(List.of("node worker2"), seen.get(Kind.NEIGHBOUR).stream().map(Station::where).toList());
        assertEquals(List.of("node worker2"), seen.get(Kind.RULES).stream().map(Station::where).toList());
        assertEquals(List.of("node worker2"), seen.get(Kind.CONNTRACK).stream().map(Station::where).toList());
    }

    @Test
    void whereNoneIsKnownToNoneIsGuessed() {
        String which = "which node takes the packets for " + BALANCER + " cannot be told: ";
        learnt("");
        assertEquals(which + "the agent outside knows no MAC address for it", fromOutside().get(Kind.RULES).getFirst().unread());
        learnt(BALANCER + " dev eth0 lladdr 02:42:ac:12:00:09 REACHABLE");
        Map<Kind, List<Station>> seen = fromOutside();
        assertEquals(which + "no node that can be read has the MAC address 02:42:ac:12:00:09", seen.get(Kind.RULES).getFirst().unread());
        assertNull(seen.get(Kind.NEIGHBOUR));
    }

    private static String flow(String source, String back, String answers) {
        return "tcp 6 117 TIME_WAIT src=%s dst=172.18.0.3 sport=42702 dport=30258 src=%s dst=%s sport=%s dport=42702 [ASSURED] mark=0 use=1"
                .formatted(source, answers, back, answers.equals("172.18.0.3") ? "30258" : "8080");
    }

    private List<String> fromPodToAnotherNodesPort(List<String> leaving) {
        says("worker", "conntrack", List.of(), leaving);
        says("worker2", "conntrack", List.of(), List.of(flow("172.18.0.5", "172.18.0.3", B.ip()), flow("172.18.0.2", "172.18.0.3", B.ip())));
        return journey(Place.POD, "worker", "10.244.0.4", "http://172.18.0.3:30258/", "172.18.0.3:30258").get(Kind.CONNTRACK).stream()
                .map(station -> station.where() + ": " + station.meaning()).toList();
    }

    /** Its own node gave it another source address, under which the other node knows it. */
    @Test
    void onTheSecondNodeItBearsTheAddressThatTheFirstGaveIt() {
        assertEquals(List.of("node worker: No DNAT: 172.18.0.3:30258 itself answers; SNAT: the source 10.244.0.4 became 172.18.0.2.",
                        "node worker2: DNAT: 172.18.0.3:30258 became 10.244.1.6:8080; SNAT: the source 172.18.0.2 became 172.18.0.3."),
                fromPodToAnotherNodesPort(List.of(flow("10.244.0.4", "172.18.0.2", "172.18.0.3"))));
    }

    @Test
    void ofSeveralNoneIsGuessed() {
        assertEquals(List.of("node worker: No connection of that client to that address was added to the table.",
                        "node worker2: 2 such connections were added meanwhile; which of them is this request's cannot be told."),
                fromPodToAnotherNodesPort(List.of()));
    }
}
