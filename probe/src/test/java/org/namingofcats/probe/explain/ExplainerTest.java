package org.namingofcats.probe.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult.Timing;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.explain.Station.Kind;
import org.namingofcats.probe.host.Reader;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Spot;
import org.namingofcats.probe.vantage.Agent;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The journey that was captured: a pod of the control plane asks service-b by name, a pod on worker2 answers. */
class ExplainerTest {
    private static final Lab.Pod B = new Lab.Pod("service-b-1", "naming-of-cats", "uid-b", "10.244.1.6", "worker2", "service-b", 8080, Map.of());
    private static final ObjectMapper JSON = new ObjectMapper();

    private Journey explain(Reader reader, DialResult result, String mode) {
        return explain(reader, result, mode, "http://service-b.naming-of-cats.svc:80/?a=1&b=2");
    }

    private Journey explain(Reader reader, DialResult result, String mode, String url) {
        Agent agent = SmallLab.agent(Agent.Place.POD, "control-plane", "uid-p", request -> answer(request, result));
        Lab lab = lab(agent);
        return new Explainer(lab, mode, reader, JSON).tell("cluster-ip", new Call(agent, url, new Closed(Set.of(Outcome.OK)))).journey();
    }

    private static Lab lab(Agent agent) {
        return new Lab(List.of(new Lab.Node("control-plane", "172.18.0.2"), new Lab.Node("worker2", "172.18.0.3")), List.of(B),
                List.of(), List.of(), List.of(agent), Map.of("172.18.0.2", new Lab.Owner(Lab.Owner.NODE, "control-plane")));
    }

    private static DialResult answer(DialRequest request, DialResult result) {
        return result.body() == null ? result : new DialResult(result.outcome(), result.status(), result.body().replace("NONCE", request.nonce()),
                result.remoteAddress(), result.clientAddress(), result.timing(), result.message());
    }

    private static DialResult ok(String nonce, String peer) {
        return new DialResult(Outcome.OK, 200, SmallLab.passport(nonce, "service-b", B, peer), "10.96.131.254:80", "10.244.0.4", new Timing(2, 1, 1, 4), null);
    }

    /** A control plane that answers as the real one did. */
    private static Reader node() {
        AtomicInteger rules = new AtomicInteger();
        AtomicInteger flows = new AtomicInteger();
        return (spot, command) -> switch (command.getFirst()) {
            case "iptables-save" -> Reading.of(Captured.lines(rules.getAndIncrement() == 0 ? "iptables-before" : "iptables-after"));
            case "conntrack" -> Reading.of(Captured.lines(flows.getAndIncrement() == 0 ? "conntrack-before" : "conntrack-after"));
            case "nft" -> Reading.of(Captured.lines("nftables"));
            default -> spot instanceof Spot.Pod ? Reading.of(List.of("10.96.131.254 via 10.244.0.1 dev eth0 src 10.244.0.4 uid 0 ", "    cache "))
                    : Reading.of(List.of("10.244.1.6 via 172.18.0.3 dev eth0 src 172.18.0.2 uid 0 "));
        };
    }

    private static Station at(Journey journey, Kind kind) {
        return journey.stations().stream().filter(station -> station.kind() == kind).findFirst().orElseThrow();
    }

    @Test
    void everyStationIsToldFromWhatWasRead() {
        Journey journey = explain(node(), ok("NONCE", "10.244.0.4"), "iptables");
        assertEquals(List.of(Kind.LOOKUP, Kind.ROUTE, Kind.RULES, Kind.CONNTRACK, Kind.ONWARD, Kind.POD, Kind.SOURCE),
                journey.stations().stream().map(Station::kind).toList());
        assertEquals(List.of("service-b.naming-of-cats.svc → 10.96.131.254 in 2.0 ms"), at(journey, Kind.LOOKUP).evidence());
        assertEquals("The next hop is 10.244.0.1, by interface eth0.", at(journey, Kind.ROUTE).meaning());
        assertEquals(3, at(journey, Kind.RULES).evidence().size());
        assertTrue(at(journey, Kind.CONNTRACK).evidence().getFirst().contains("sport=42702"));
        assertEquals("The next hop is 172.18.0.3 (node worker2), by interface eth0.", at(journey, Kind.ONWARD).meaning());
        assertTrue(at(journey, Kind.POD).meaning().startsWith("The nonce is the request's own"), at(journey, Kind.POD).meaning());
        assertTrue(at(journey, Kind.SOURCE).meaning().startsWith("Kept"));
    }

    @Test
    void aForeignNonceAndAForeignPeerAreNotPassedOver() {
        Journey journey = explain(node(), ok("another", "10.9.9.9"), "iptables");
        assertTrue(at(journey, Kind.POD).meaning().contains("not to be trusted"));
        assertTrue(at(journey, Kind.SOURCE).meaning().contains("neither a node's nor the ingress controller's"));
        assertTrue(at(explain(node(), ok("NONCE", "172.18.0.2"), "iptables"), Kind.SOURCE).meaning().contains("node control-plane"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "uid-b                 | uid-z                 | The API server knows no ready pod of the lab with this UID.",
        "10.244.1.6            | 10.244.1.7            | The API server says 10.244.1.6 on worker2.",
        "\"node\":\"worker2\" | \"node\":\"worker\" | The API server says 10.244.1.6 on worker2."})
    void whoIsNotWhomTheApiServerKnowsIsDoubted(String truth, String lie, String doubt) {
        assertEquals(doubt, at(explain(node(), with(truth, lie), "iptables"), Kind.POD).meaning());
    }

    /** What a pod says, with one word of it changed. */
    private static DialResult with(String truth, String lie) {
        DialResult said = ok("NONCE", "10.244.0.4");
        return new DialResult(said.outcome(), said.status(), said.body().replace(truth, lie), said.remoteAddress(), said.clientAddress(),
                said.timing(), said.message());
    }

    @Test
    void whatCannotBeReadSaysWhyAndNothingElse() {
        Journey journey = explain((spot, command) -> Reading.failed("no Docker here"), ok("NONCE", "10.244.0.4"), "iptables");
        for (Kind kind : List.of(Kind.ROUTE, Kind.RULES, Kind.CONNTRACK, Kind.ONWARD)) {
            assertEquals("no Docker here", at(journey, kind).unread());
            assertEquals(List.of(), at(journey, kind).evidence());
        }
        assertTrue(TextJourney.of(journey).contains("Not read: no Docker here"));
        assertTrue(at(explain(node(), ok("NONCE", "10.244.0.4"), "ipvs"), Kind.RULES).unread().contains("mode ipvs"));
        assertTrue(at(explain(node(), ok("NONCE", "10.244.0.4"), "unknown"), Kind.RULES).unread().contains("does not say"));
    }

    @Test
    void nftablesIsReadWhereItRuns() {
        assertTrue(at(explain(node(), ok("NONCE", "10.244.0.4"), "nftables"), Kind.RULES).evidence().getFirst().startsWith("map service-ips"));
    }

    @Test
    void aClosedDoorHasAJourneyToo() {
        DialResult none = new DialResult(Outcome.UNREACHABLE, 0, null, "10.96.131.254:80", null, new Timing(0, 0, 0, 1), "connect: Network is unreachable");
        Journey journey = explain((spot, command) -> command.getFirst().equals("ip")
                ? new Reading(List.of("RTNETLINK answers: Network is unreachable"), "ended with 2") : node().read(spot, command), none, "iptables");
        assertEquals("There is no route to it: no packet leaves.", at(journey, Kind.ROUTE).meaning());
        assertTrue(journey.stations().stream().noneMatch(station -> station.kind() == Kind.RULES), "no packet, no rules met");
        assertTrue(at(journey, Kind.POD).unread().contains("UNREACHABLE"));
        assertTrue(journey.summary().endsWith("UNREACHABLE in 1.0 ms (connect: Network is unreachable)"), journey.summary());
    }

    @Test
    void noRuleForAServicesAddressIsNoWordOnWhoseItIs() {
        DialResult none = new DialResult(Outcome.REFUSED, 0, null, "10.96.171.9:80", null, new Timing(0, 0, 0, 1), "refused");
        assertEquals("No rule of kube-proxy on this node names 10.96.171.9:80, as far as its rules were read.",
                at(explain(node(), none, "iptables"), Kind.RULES).meaning());
        DialResult pod = new DialResult(Outcome.REFUSED, 0, null, B.ip() + ":8080", null, new Timing(0, 0, 0, 1), "refused");
        assertTrue(at(explain(node(), pod, "iptables", "http://" + B.ip() + ":8080/"), Kind.RULES).meaning().endsWith("the destination's own, nothing is to be translated."));
    }

    @Test
    void localhostAsksNoNode() {
        Journey journey = explain((spot, command) -> Reading.of(List.of("local 127.0.0.1 dev lo src 127.0.0.1")), new DialResult(Outcome.REFUSED, 0, null,
                "127.0.0.1:8081", null, new Timing(0, 0, 0, 1), "refused"), "iptables", "http://127.0.0.1:8081/");
        assertEquals(List.of(Kind.LOOKUP, Kind.ROUTE, Kind.POD, Kind.SOURCE), journey.stations().stream().map(Station::kind).toList());
        assertTrue(at(journey, Kind.ROUTE).meaning().contains("loopback"));
        Station same = Answer.of(new Agent.Dialled("n", ok("n", "127.0.0.1")), JSON).pod(lab(SmallLab.agent(Agent.Place.POD, "worker2", "uid-b", request -> null)), "4026");
        assertTrue(same.meaning().endsWith("the very network namespace that the request started in."), same.meaning());
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void theThreeFormsTellTheSame() throws Exception {
        Journey journey = explain(node(), ok("NONCE", "10.244.0.4"), "iptables");
        String svg = SvgJourney.of(journey);
        var document = parsed(svg);
        assertEquals(TextJourney.of(journey).strip(), document.getElementsByTagName("desc").item(0).getTextContent().strip());
        String text = document.getDocumentElement().getTextContent();
        journey.stations().forEach(station -> Stream.of(station.kind().title(), station.where()).forEach(word -> assertTrue(text.contains(word), word)));
        assertTrue(svg.contains("prefers-color-scheme:dark") && svg.contains("role=\"img\""));
        assertEquals(7, JSON.valueToTree(journey).get("stations").size());
    }

    @Test
    void nothingFromTheNetworkMovesACursor() throws Exception {
        Station station = Station.read(Kind.POD, "pod \u001b[2J\u009b x", List.of("a\u001b[2Jb"), "c\u0007");
        Journey journey = new Journey("p", "f", "u", Outcome.OK, 200, 1, null, List.of(station));
        assertFalse(TextJourney.of(journey).matches("(?s).*[\u0007\u001b\u009b].*"));
        assertTrue(parsed(SvgJourney.of(journey)).getDocumentElement().getTextContent().contains("pod \uFFFD[2J\uFFFD x"));
    }

    /** Who answers may say he is anybody, and at any length. */
    @Test
    void whoAnswersIsQuotedInPart() {
        String where = at(explain(node(), with(B.name(), "\\ud800" + "x".repeat(60_000)), "iptables"), Kind.POD).where();
        assertTrue(where.startsWith("pod \uFFFDxxx") && where.endsWith("… on node worker2") && where.length() < 300, where);
    }
}
