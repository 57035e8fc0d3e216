package org.namingofcats.probe.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.namingofcats.probe.evidence.SmallLab.A;
import static org.namingofcats.probe.evidence.SmallLab.B1;
import static org.namingofcats.probe.evidence.SmallLab.CLIENT;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.api.AgentIdentity;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Expectation.OnePod;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Expectation.Status;
import org.namingofcats.probe.evidence.Judge.Finding;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Dialled;
import org.namingofcats.probe.vantage.AgentUnreachable;
import org.namingofcats.probe.vantage.Line;
import org.namingofcats.probe.vantage.SilentLine;

class JudgeTest {
    private static final Expectation KEPT = Answer.of(A, Source.KEPT);
    private final Judge judge = new Judge(SmallLab.with(request -> null), new ObjectMapper());

    private Finding judge(DialResult result, Expectation expectation) {
        return judge.judge(new Dialled("n-1", result), expectation);
    }

    private static String honest() {
        return SmallLab.passport("n-1", "service-a", A, CLIENT);
    }

    @Test
    void believesAnHonestPassport() {
        Finding finding = judge(SmallLab.ok(honest()), KEPT);
        assertNull(finding.problem());
        assertEquals(A, finding.pod());
        assertNull(finding.rewrittenBy());
    }

    @ParameterizedTest
    @CsvSource({
        "n-1,          n-2,           nonce",
        "uid-a,        uid-z,         none of those expected",
        "10.244.1.2,   10.244.1.3,    says its IP is 10.244.1.3",
        "'\"worker\"', '\"worker2\"', says its node is worker2",
        "'\"container\":\"service-a\"', '\"container\":\"sidecar\"', container sidecar",
        "'\"pod\":\"service-a-1\"', '\"pod\":\"liar\"', says its name is liar",
        "'\"service\":\"service-a\"', '\"service\":\"service-b\"', says it is service-b",
        "10.244.2.9,   10.244.2.8,    somebody unknown",
        "10.244.2.9,   172.18.0.2,    node worker"})
    void catchesALieInThePassport(String truth, String lie, String cause) {
        Finding finding = judge(SmallLab.ok(honest().replace(truth, lie)), KEPT);
        assertEquals(Outcome.WRONG_ANSWER, finding.outcome());
        assertTrue(finding.problem().contains(cause), finding.problem());
    }

    /** Half a surrogate pair cannot be written to a file, and a name of sixty thousand characters fills a table. */
    @ParameterizedTest
    @CsvSource({"n-1", "service-a-1", "uid-a", "10.244.1.2", "'\"worker\"'", "'\"service-a\"'", "10.244.2.9"})
    void quotesWhoeverAnswersAsTextAndInPart(String truth) {
        String lie = truth.replaceAll("[^\"]+", "\\\\ud800" + "x".repeat(60_000));
        for (Finding finding : List.of(judge(SmallLab.ok(honest().replace(truth, lie)), KEPT),
                judge(SmallLab.ok(honest().replace(truth, lie)), new Closed(Outcome.REFUSED)),
                judge(both(honest().replace(truth, lie), SmallLab.passport("n-1", "sidecar", A, "127.0.0.1")), new OnePod(A)))) {
            String told = finding.problem() + finding.peer() + finding.rewrittenBy();
            assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(told) && told.length() < 2_000, told);
        }
    }

    @Test
    void seesThatASelectorLeadsToTheWrongPods() {
        Finding finding = judge(SmallLab.ok(honest()), new Answer("service-b", List.of(Set.of(A)), null, Source.KEPT, true));
        assertTrue(finding.problem().contains("of service-a and not of service-b"), finding.problem());
        assertEquals(A, finding.pod(), "who answered is told");
    }

    @Test
    void doesNotTakeAnyOtherTwoHundredForAnAnswer() {
        assertEquals(Outcome.WRONG_ANSWER, judge(SmallLab.ok("<html>it works</html>"), KEPT).outcome());
        assertEquals(Outcome.WRONG_ANSWER, judge(SmallLab.ok("{}"), KEPT).outcome());
        assertEquals(Outcome.WRONG_ANSWER, judge(SmallLab.ok(""), KEPT).outcome());
    }

    @Test
    void acceptsANodesAddressOnlyWhereItMayBe() {
        String byNode = honest().replace(CLIENT, "172.18.0.2");
        Finding finding = judge(SmallLab.ok(byNode), Answer.of(A, Source.KEPT_OR_NODE));
        assertNull(finding.problem());
        assertEquals("node worker", finding.rewrittenBy());
        assertNotNull(judge(SmallLab.ok(byNode), Answer.of(A, Source.CONTROLLER)).problem());
    }

    /** Of a pod that meets itself OVN and Cilium tell an address of their own, which is no node's. */
    @Test
    void whereSomebodyMustStandInItMayBeAnybodyWhoIsTold() {
        Expectation hairpin = Answer.of(A, Source.ANY);
        Finding ofItsOwn = judge(SmallLab.ok(honest().replace(CLIENT, "169.254.42.1")), hairpin);
        assertNull(ofItsOwn.problem());
        assertEquals("somebody unknown", ofItsOwn.rewrittenBy());
        assertNotNull(judge(SmallLab.ok(honest().replace(CLIENT, "169.254.42.1")), Answer.of(A, Source.KEPT_OR_NODE)).problem());
        assertNull(judge(SmallLab.ok(honest()), hairpin).rewrittenBy());
        assertNotNull(judge(SmallLab.ok(honest().replace("\"" + CLIENT + "\"", "null")), hairpin).problem());
    }

    /** A node's other addresses only its agent knows, and a node port is no worse for an agent that is away. */
    @Test
    void anAddressThatMayBeThatOfANodeWhoseAgentIsAwayIsNobodysFault() {
        Lab lab = SmallLab.with(request -> null);
        Dialled seen = new Dialled("n-1", SmallLab.ok(honest().replace(CLIENT, "10.244.1.1")));
        Expectation rewritten = Answer.of(A, Source.KEPT_OR_NODE);
        assertNotNull(new Judge(lab, new ObjectMapper()).judge(seen, rewritten).problem(), "every agent tells, so it is nobody's");
        List<Agent> agents = lab.agents().stream().map(agent -> !agent.name().equals("node:worker2") ? agent
                : new Agent(Agent.Place.NODE, "worker2", "uid-n2", new SilentLine("it is not ready"))).toList();
        List<Agent> dumb = lab.agents().stream().map(agent -> !agent.name().equals("node:worker2") ? agent
                : new Agent(Agent.Place.NODE, "worker2", "uid-n2", new NoAddress())).toList();
        for (List<Agent> some : List.of(agents, dumb, lab.agents(Agent.Place.POD))) {
            Judge judge = new Judge(new Lab(lab.nodes(), lab.pods(), lab.services(), lab.routes(), some, lab.owners()), new ObjectMapper());
            String why = assertThrows(AgentUnreachable.class, () -> judge.judge(seen, rewritten)).getMessage();
            assertTrue(why.contains("worker2 does not tell"), why);
            assertNotNull(judge.judge(seen, KEPT).problem(), "whoever it is, it should not have been there");
            assertNotNull(judge.judge(new Dialled("n-1", SmallLab.ok(honest().replace(CLIENT, "10.244.2.66"))), rewritten).problem(), "whose that is is known");
            assertNull(judge.judge(new Dialled("n-1", SmallLab.ok(honest())), rewritten).problem());
        }
    }

    /** The line to an agent that tells who it is, and no address. */
    private record NoAddress() implements Line {
        @Override
        public DialResult dial(DialRequest request) {
            throw new AssertionError("nobody has it dial");
        }

        @Override
        public AgentIdentity identity() {
            return new AgentIdentity("worker2", null, List.of(), null, "1");
        }
    }

    /** An Ingress controller on the host's network has its node's address. */
    @Test
    void aNodesAddressIsANodesEvenIfAControllerHasItToo() {
        Lab lab = SmallLab.with(request -> null);
        Lab shared = new Lab(lab.nodes(), lab.pods(), lab.services(), lab.routes(), lab.agents(), Map.of("172.18.0.2", new Lab.Owner(Lab.Owner.CONTROLLER, "envoy-1")));
        Dialled seen = new Dialled("n-1", SmallLab.ok(honest().replace(CLIENT, "172.18.0.2")));
        for (Source source : List.of(Source.KEPT_OR_NODE, Source.CONTROLLER)) {
            assertNull(new Judge(shared, new ObjectMapper()).judge(seen, Answer.of(A, source)).problem());
        }
        assertNotNull(new Judge(shared, new ObjectMapper()).judge(seen, KEPT).problem());
    }

    @Test
    void wantsTheControllersPodBehindAnIngress() {
        Expectation behind = Answer.of(A, Source.CONTROLLER);
        assertNull(judge(SmallLab.ok(honest().replace(CLIENT, "10.244.2.66")), behind).problem());
        assertTrue(judge(SmallLab.ok(honest()), behind).problem().contains("did not come through"));
        assertNotNull(judge(SmallLab.ok(honest().replace(CLIENT, "10.244.2.66")),
                Answer.of(A, Source.KEPT_OR_NODE)).problem());
    }

    /** One behind a node's port or a cloud's balancer is no Service's: that nobody knows its pods is no failure. */
    @Test
    void whereNobodyKnowsTheControllerWhoeverStandsInMayBeIt() {
        Lab lab = SmallLab.with(request -> null);
        Map<String, Lab.Owner> nodes = Map.of("172.18.0.2", new Lab.Owner(Lab.Owner.NODE, "worker"));
        Judge judge = new Judge(new Lab(lab.nodes(), lab.pods(), lab.services(), lab.routes(), lab.agents(), nodes), new ObjectMapper());
        Expectation behind = Answer.of(A, Source.CONTROLLER);
        for (String peer : List.of("10.244.2.66", "172.18.0.2")) {
            Dialled seen = new Dialled("n-1", SmallLab.ok(honest().replace(CLIENT, peer)));
            assertTrue(assertThrows(AgentUnreachable.class, () -> judge.judge(seen, behind)).getMessage().contains("is not known"), peer);
        }
        Dialled own = new Dialled("n-1", SmallLab.ok(honest()));
        assertNotNull(judge.judge(own, behind).problem(), "the client's own address is no controller's");
        assertNotNull(judge.judge(new Dialled("n-1", SmallLab.status(503)), behind).problem(), "nor is one there that answers");
    }

    @Test
    void namesTheFailureThatIsExpected() {
        assertNull(judge(SmallLab.failed(Outcome.REFUSED), new Closed(Outcome.REFUSED)).problem());
        assertTrue(judge(SmallLab.failed(Outcome.TIMEOUT), new Closed(Outcome.REFUSED)).problem().startsWith("TIMEOUT"));
        assertTrue(judge(SmallLab.ok(honest()), new Closed(Outcome.REFUSED)).problem().startsWith("it answered"));
        assertNull(judge(SmallLab.status(404), new Status(404)).problem());
        assertEquals("HTTP 503 at 10.0.0.1:80", judge(SmallLab.status(503), new Status(404)).problem());
        assertNotNull(judge(SmallLab.failed(Outcome.TIMEOUT), new Status(404)).problem());
    }

    /** A server that hangs drops nothing. Before the address of a cloud's balancer may stand a proxy, which takes every connection. */
    @Test
    void whoTakesTheConnectionAndDoesNotAnswerIsNoClosedDoor() {
        DialResult hangs = new DialResult(Outcome.TIMEOUT, 0, null, "10.244.1.7:8080", CLIENT, SmallLab.QUICK, "first byte took longer than 2000 ms");
        assertEquals("somebody took the connection at 10.244.1.7:8080, and did not answer: first byte took longer than 2000 ms",
                judge(hangs, new Closed(Set.of(Outcome.TIMEOUT, Outcome.REFUSED))).problem());
        assertNull(judge(hangs, new Closed(Set.of(Outcome.TIMEOUT), true)).problem());
        assertNull(judge(SmallLab.failed(Outcome.TIMEOUT), new Closed(Outcome.TIMEOUT)).problem(), "nobody did");
    }

    @Test
    void doesNotTakeAWorkloadsOwn404ForTheControllers() {
        DialResult byPod = new DialResult(Outcome.HTTP_ERROR, 404, honest(), "10.0.0.1:80", CLIENT, SmallLab.QUICK, null);
        assertTrue(judge(byPod, new Status(404)).problem().contains("got through to a pod"));
    }

    @Test
    void saysWhichPodRefusedARequest() {
        DialResult byPod = new DialResult(Outcome.HTTP_ERROR, 404, honest(), "10.0.0.1:80", CLIENT, SmallLab.QUICK, null);
        assertEquals("HTTP 404 at 10.0.0.1:80, by " + A.name() + " of service-a", judge(byPod, KEPT).problem());
        assertEquals("HTTP 404 at 10.0.0.1:80", judge(SmallLab.status(404), KEPT).problem());
        DialResult byNobodyOfOurs = new DialResult(Outcome.HTTP_ERROR, 404, "{\"pod\":\"a-stranger\"}", "10.0.0.1:80", CLIENT, SmallLab.QUICK, null);
        assertEquals("HTTP 404 at 10.0.0.1:80", judge(byNobodyOfOurs, KEPT).problem(), "what bears no UID is no passport");
    }

    @Test
    void saysWhatTheDialerSaidOfAFailure() {
        assertEquals("REFUSED at 10.0.0.1:80: as told", judge(SmallLab.failed(Outcome.REFUSED), KEPT).problem());
        assertEquals("REFUSED at 10.0.0.1:80", judge(new DialResult(Outcome.REFUSED, 0, null, "10.0.0.1:80", null, SmallLab.QUICK, null), KEPT).problem());
    }

    /** Of all pods of the lab the one whose passport it is, and none where it is a stranger's. */
    @Test
    void namesWhoeverAnsweredInAnothersPlace() {
        assertEquals(SmallLab.B2, judge(SmallLab.ok(SmallLab.passport("n-1", "service-b", SmallLab.B2, CLIENT)), KEPT).pod());
        assertNull(judge(SmallLab.ok(honest().replace("uid-a", "uid-z")), KEPT).pod());
    }

    @Test
    void seesWhetherTwoContainersShareOnePod() {
        Expectation onePod = new OnePod(A);
        String sidecar = SmallLab.passport("n-1", "sidecar", A, "127.0.0.1");
        assertNull(judge(both(honest(), sidecar), onePod).problem());
        assertTrue(judge(both(honest(), sidecar.replace("uid-a", "uid-z")), onePod).problem().startsWith("pods "));
        assertTrue(judge(both(honest(), sidecar.replace("0a:00", "0a:01")), onePod).problem().contains("MAC"));
        assertTrue(judge(both(honest(), sidecar.replace("4026", "4027")), onePod).problem().contains("namespaces"));
        assertTrue(judge(both(honest(), sidecar.replace("10.244.1.2", "10.244.1.3")), onePod).problem().contains("IP"));
        assertTrue(judge(both(honest(), sidecar.replace("n-1", "n-0")), onePod).problem().contains("to this request"));
        assertTrue(judge(both(honest().replace("10.244.1.2", "10.244.1.3"), sidecar.replace("10.244.1.2", "10.244.1.3")), onePod).problem().contains("the API server says"));
        Finding translated = judge(both(honest().replace(CLIENT, "172.18.0.2"), sidecar), onePod);
        assertEquals("node worker", translated.rewrittenBy());
        assertTrue(translated.problem().contains("instead of the client's"), translated.problem());
        assertTrue(judge(both(honest(), honest()), onePod).problem().contains("not two containers"));
        assertTrue(judge(SmallLab.ok("{}"), onePod).problem().contains("two passports"));
    }

    /** Two that agree with each other prove nothing: an old answer does, and another pod's, and one that left out what it should show. */
    @ParameterizedTest
    @CsvSource({
        "n-1,         n-0,   to this request",
        "uid-a,       uid-z, to this request",
        "'\"0a:00\"', null,  MAC addresses null and null",
        "'\"4026\"',  null,  network namespaces null and null"})
    void twoContainersThatTellTheSameLieAreNotBelieved(String truth, String lie, String cause) {
        String sidecar = SmallLab.passport("n-1", "sidecar", A, "127.0.0.1");
        Finding finding = judge(both(honest().replace(truth, lie), sidecar.replace(truth, lie)), new OnePod(A));
        assertEquals(Outcome.WRONG_ANSWER, finding.outcome());
        assertTrue(finding.problem().contains(cause), finding.problem());
    }

    @Test
    void takesOneNodesPodsOrAllWhereANodeIsChosenFirst() {
        Lab.Service local = SmallLab.with(request -> null).services("LoadBalancer").getLast();
        assertEquals(List.of(Set.of(B1), Set.of(SmallLab.B2, SmallLab.B3), local.ready()), Answer.local(local).oneOf());
    }

    private static DialResult both(String self, String sidecar) {
        return SmallLab.ok("{\"self\":" + self + ",\"sidecar\":" + sidecar + "}");
    }
}
