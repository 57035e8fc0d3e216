package org.namingofcats.probe.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.namingofcats.probe.evidence.SmallLab.A;
import static org.namingofcats.probe.evidence.SmallLab.ALL_B;
import static org.namingofcats.probe.evidence.SmallLab.B1;
import static org.namingofcats.probe.evidence.SmallLab.B2;
import static org.namingofcats.probe.evidence.SmallLab.B3;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.namingofcats.api.AgentIdentity;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Asker.Asked;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Expectation.OnePod;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.AgentUnreachable;
import org.namingofcats.probe.vantage.Line;

class AskerTest {
    private static final Expectation EVERY_B = new Answer("service-b", List.of(ALL_B), null, Source.KEPT, true);
    private static final Expectation B_OF_ONE_NODE = Answer.local(SmallLab.with(request -> null).services("LoadBalancer").getLast());
    private static final Receipts SERVED_ONCE = SmallLab.served(1);

    private static Asked ask(Function<DialRequest, DialResult> network, Expectation expectation, Receipts receipts) {
        Judge judge = new Judge(SmallLab.with(network), new ObjectMapper());
        return new Asker(judge, receipts, new Semaphore(1), Duration.ofMillis(600))
                .ask(new Call(SmallLab.agent(Place.POD, "worker", "p", network), "http://x/", Map.of(), expectation));
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void convergesWhenEveryReadyPodHasAnswered() {
        AtomicInteger turn = new AtomicInteger();
        Asked asked = ask(request -> SmallLab.answer(request, List.of(B1, B2, B3).get(turn.getAndIncrement() % 3)),
                EVERY_B, SERVED_ONCE);
        assertNull(asked.problem());
        assertEquals(12, asked.made());
        assertEquals(Set.of("service-b-1", "service-b-2", "service-b-3"), asked.pods());
    }

    @Test
    void namesTheReadyPodThatNeverAnswers() {
        AtomicInteger turn = new AtomicInteger();
        Asked asked = ask(request -> SmallLab.answer(request, List.of(B1, B2).get(turn.getAndIncrement() % 2)),
                EVERY_B, SERVED_ONCE);
        assertTrue(asked.problem().endsWith("requests: service-b-3"), asked.problem());
    }

    /** What went wrong once, before hundreds that were as expected, is not why a pod is missing. */
    @Test
    void namesThePodThatNeverAnswersAlsoAfterAFailureThatIsOver() {
        AtomicInteger turn = new AtomicInteger();
        Asked asked = ask(request -> turn.getAndIncrement() == 0 ? SmallLab.failed(Outcome.RESET)
                : SmallLab.answer(request, List.of(B1, B2).get(turn.get() % 2)), EVERY_B, SERVED_ONCE);
        assertTrue(asked.problem().endsWith("requests: service-b-3"), asked.problem());
        assertEquals(Outcome.OK, asked.last().outcome());
        assertEquals(Set.of(B1.name(), B2.name()), asked.pods());
    }

    /** A cloud's balancer leads to every node; the client's address, which all of them see, is the proof that none hands a request on. */
    @Test
    void thePodsOfAllNodesMayAnswerWhereThoseOfOneMay() {
        AtomicInteger turn = new AtomicInteger();
        Asked all = ask(request -> SmallLab.answer(request, List.of(B1, B2, B3).get(turn.getAndIncrement() % 3)),
                B_OF_ONE_NODE, SERVED_ONCE);
        assertNull(all.problem());
        Asked some = ask(request -> SmallLab.answer(request, List.of(B1, B2).get(turn.getAndIncrement() % 2)), B_OF_ONE_NODE, SERVED_ONCE);
        assertTrue(some.problem().endsWith("requests: service-b-3"), some.problem());
        Asked handedOn = ask(request -> SmallLab.ok(SmallLab.passport(request.nonce(), "service-b",
                List.of(B1, B2, B3).get(turn.getAndIncrement() % 3), "172.18.0.2")), B_OF_ONE_NODE, SERVED_ONCE);
        assertTrue(handedOn.problem().contains("(node worker) instead of the client's"), handedOn.problem());
    }

    @Test
    void aPodOfAnotherNodeThanTheOneThatAnswersIsNotMissing() {
        Asked asked = ask(request -> SmallLab.answer(request, B2), B_OF_ONE_NODE, SERVED_ONCE);
        assertTrue(asked.problem().endsWith("requests: service-b-3"), asked.problem());
        assertNull(ask(request -> SmallLab.answer(request, B1), B_OF_ONE_NODE, SERVED_ONCE).problem());
    }

    /** sessionAffinity: ClientIP. */
    @Test
    void aClientThatIsKeptToOnePodMeetsThatOneAlone() {
        Lab.Service sticky = new Lab.Service("sticky", "x", "service-b", "ClusterIP", "10.96.0.7", 80, 0, null, true, ALL_B, true, false, List.of());
        for (Expectation one : List.of(Answer.of(sticky, Source.KEPT), Answer.local(sticky), Answer.ofNode(sticky, "worker2", Source.KEPT))) {
            assertNull(ask(request -> SmallLab.answer(request, B2), one, SERVED_ONCE).problem());
        }
        AtomicInteger turn = new AtomicInteger();
        Asked several = ask(request -> SmallLab.answer(request, List.of(B1, B2).get(turn.getAndIncrement() % 2)), Answer.of(sticky, Source.KEPT), SERVED_ONCE);
        assertEquals("the Service keeps a client to one pod, and several answered: service-b-1, service-b-2", several.problem());
        assertEquals("answer of service-b, one of 3 pods and always the same, source address kept", Answer.of(sticky, Source.KEPT).text());
        assertEquals(List.of(ALL_B), Answer.of(sticky, Source.CONTROLLER).oneOf(), "a controller asks the pods");
    }

    /** trafficDistribution: each node is led to the pods beside it. */
    @Test
    void aClientThatIsLedToPodsNearItMeetsThoseOrAll() {
        Lab.Service near = new Lab.Service("near", "x", "service-b", "ClusterIP", "10.96.0.7", 80, 0, null, false, ALL_B, false, false,
                List.of(Set.of(B1), Set.of(B2, B3)));
        AtomicInteger turn = new AtomicInteger();
        for (List<Lab.Pod> met : List.of(List.of(B1), List.of(B2, B3), List.of(B1, B2, B3))) {
            assertNull(ask(request -> SmallLab.answer(request, met.get(turn.getAndIncrement() % met.size())),
                    Answer.of(near, Source.KEPT), SERVED_ONCE).problem());
        }
        Asked some = ask(request -> SmallLab.answer(request, B2), Answer.of(near, Source.KEPT), SERVED_ONCE);
        assertTrue(some.problem().endsWith("requests: service-b-3"), some.problem());
    }

    @Test
    void oneForeignPodAmongManyIsAProblem() {
        AtomicInteger turn = new AtomicInteger();
        Asked asked = ask(request -> SmallLab.answer(request, List.of(B1, B2, B3).get(turn.getAndIncrement() % 3)),
                new Answer("service-b", List.of(Set.of(B1, B2)), null, Source.KEPT, true), SERVED_ONCE);
        assertEquals(Outcome.WRONG_ANSWER, asked.last().outcome());
    }

    @Test
    void startsTheCountAnewAfterAFailure() {
        AtomicInteger turn = new AtomicInteger();
        Asked asked = ask(request -> turn.incrementAndGet() == 2 ? SmallLab.failed(Outcome.RESET)
                : SmallLab.answer(request, B1), Answer.of(B1, Source.KEPT), SERVED_ONCE);
        assertNull(asked.problem());
        assertEquals(5, asked.made());
        assertEquals(3, asked.results().size(), "only what came after the failure counts");
    }

    /** A dozen for three pods: the first alone, the others together. */
    @Test
    void whatIsSureToBeWantedIsAskedForTogether() {
        List<Integer> together = new ArrayList<>();
        Asked asked = inTurn(List.of(B1, B2, B3), together);
        assertNull(asked.problem());
        assertEquals(List.of(11), together);
        assertEquals(12, asked.made());
        assertEquals(12, asked.results().stream().map(DialResult::body).distinct().count(), "each with a nonce of its own");
    }

    /** An agent makes sixteen in a row, and refuses more. */
    @Test
    void noTurnIsLongerThanAnAgentTakes() {
        List<Integer> together = new ArrayList<>();
        Asked asked = inTurn(IntStream.range(0, 10).mapToObj(i ->
                new Lab.Pod("service-b-" + i, "lab", "uid-" + i, "10.244.1.5" + i, "worker", "service-b", 8080, Map.of())).toList(), together);
        assertNull(asked.problem());
        assertEquals(40, asked.made());
        assertEquals(List.of(11, 12, 12, 4), together);
    }

    /** One of {@code pods} after the other answers; {@code together} hears how many are asked for at once. */
    private static Asked inTurn(List<Lab.Pod> pods, List<Integer> together) {
        AtomicInteger turn = new AtomicInteger();
        Agent agent = new Agent(Place.POD, "worker", "p", new Line() {
            @Override
            public DialResult dial(DialRequest request) {
                return SmallLab.answer(request, pods.get(turn.getAndIncrement() % pods.size()));
            }

            @Override
            public List<DialResult> dial(List<DialRequest> requests) {
                together.add(requests.size());
                return requests.stream().map(this::dial).toList();
            }

            @Override
            public AgentIdentity identity() {
                throw new AssertionError("nobody asks who it is");
            }
        });
        return new Asker(new Judge(SmallLab.with(request -> SmallLab.failed(Outcome.REFUSED)), new ObjectMapper()), SERVED_ONCE, new Semaphore(1), Duration.ofMillis(600))
                .ask(new Call(agent, "http://x/", Map.of(), new Answer("service-b", List.of(Set.copyOf(pods)), null, Source.KEPT, true)));
    }

    @Test
    void givesUpAtTheDeadlineWithTheLastReason() {
        Asked asked = ask(request -> SmallLab.failed(Outcome.TIMEOUT), new Closed(Outcome.REFUSED), SERVED_ONCE);
        assertTrue(asked.problem().startsWith("TIMEOUT"), asked.problem());
    }

    /** The first alone, to see whether it does; two that wait for each other then. */
    @Test
    @Timeout(10)
    void whatIsToTimeOutDoesSoSideBySide() {
        AtomicInteger turn = new AtomicInteger();
        CyclicBarrier both = new CyclicBarrier(2);
        Asked asked = ask(request -> {
            if (turn.incrementAndGet() > 1) {
                meet(both);
            }
            return SmallLab.failed(Outcome.TIMEOUT);
        }, new Closed(Outcome.TIMEOUT), SERVED_ONCE);
        assertNull(asked.problem());
        assertEquals(3, asked.made());
    }

    @Test
    void anAgentThatIsLostWhileOthersWaitIsSaidToBe() {
        AtomicInteger turn = new AtomicInteger();
        AgentUnreachable lost = assertThrows(AgentUnreachable.class, () -> ask(request -> {
            if (turn.incrementAndGet() > 1) {
                throw new AgentUnreachable("gone");
            }
            return SmallLab.failed(Outcome.TIMEOUT);
        }, new Closed(Outcome.TIMEOUT), SERVED_ONCE));
        assertEquals("gone", lost.getMessage());
    }

    @Test
    void aSlowPassIsAPass() {
        Asked asked = ask(request -> {
            pause(300); // three of these take longer than the patience of 600 ms
            return SmallLab.answer(request, B1);
        }, Answer.of(B1, Source.KEPT), SERVED_ONCE);
        assertNull(asked.problem());
    }

    @Test
    void aPodThatChanceLeavesOutForLongIsNotMissing() {
        AtomicInteger turn = new AtomicInteger();
        Asked asked = ask(request -> {
            pause(40); // the patience is over at the fifteenth
            return SmallLab.answer(request, turn.incrementAndGet() == 20 ? B3 : List.of(B1, B2).get(turn.get() % 2));
        }, EVERY_B, SERVED_ONCE);
        assertNull(asked.problem());
        assertEquals(20, asked.made());
    }

    /** What a row that broke has seen is not evidence of the next one, and a failure tells who answered. */
    @Test
    void evidenceIsOfTheRowThatCounts() {
        AtomicInteger times = new AtomicInteger();
        Asked asked = ask(request -> times.incrementAndGet() == 1 ? SmallLab.ok(SmallLab.passport(request.nonce(), "service-b", B1, "172.18.0.2"))
                : SmallLab.answer(request, B1), Answer.of(B1, Source.KEPT), SERVED_ONCE);
        assertNull(asked.problem());
        assertEquals(Set.of(SmallLab.CLIENT), asked.peers());
        assertEquals(Set.of(), asked.rewriters());
        Asked wrong = ask(request -> SmallLab.answer(request, B2), Answer.of(B1, Source.KEPT), SERVED_ONCE);
        assertEquals(Set.of(B2.name()), wrong.pods());
        assertEquals(Set.of(SmallLab.CLIENT), wrong.peers());
    }

    /** Whoever answers may leave out what he should tell: that is a wrong answer, and no bug of the check's. */
    @Test
    void whoDoesNotTellWhomHeSawIsWrong() {
        for (String client : Arrays.asList(SmallLab.CLIENT, null)) {
            Asked asked = ask(request -> new DialResult(Outcome.OK, 200, SmallLab.passport(request.nonce(), "service-b", B1, "")
                    .replace("\"peerAddress\":\"\"", "\"peerAddress\":null"), "10.0.0.1:80", client, SmallLab.QUICK, null), Answer.of(B1, Source.KEPT_OR_NODE), SERVED_ONCE);
            assertEquals(Outcome.WRONG_ANSWER, asked.last().outcome());
            assertEquals("service-b-1 does not tell whose address it saw", asked.problem());
            assertEquals(Set.of(), asked.peers());
            assertEquals(Set.of("somebody unknown"), asked.rewriters(), "it is not known to be kept");
        }
    }

    @Test
    void aRequestThatNobodyServedIsALie() {
        Asked asked = ask(request -> SmallLab.answer(request, B1), Answer.of(B1, Source.KEPT), SmallLab.served(0));
        assertEquals(Outcome.WRONG_ANSWER, asked.last().outcome());
        assertTrue(asked.problem().contains("served this request 0 times"), asked.problem());
    }

    /** A first container that made up the second one's passport is found out. */
    @Test
    void bothContainersOfAPodMustHaveServedIt() {
        Function<DialRequest, DialResult> both = request -> SmallLab.ok(
                "{\"self\":" + SmallLab.passport(request.nonce(), "service-a", A, SmallLab.CLIENT) + ",\"sidecar\":" + SmallLab.passport(request.nonce(), "sidecar", A, "127.0.0.1") + "}");
        assertNull(ask(both, new OnePod(A), SERVED_ONCE).problem());
        for (String liar : List.of("service-a", "sidecar")) {
            Asked asked = ask(both, new OnePod(A), (pod, container, nonces) ->
                    SmallLab.served(container.equals(liar) ? 0 : 1).served(pod, container, nonces));
            assertEquals(Outcome.WRONG_ANSWER, asked.last().outcome());
            assertEquals(liar + " of service-a-1 says it served this request 0 times, not once", asked.problem());
        }
    }

    @Test
    void aPodThatDoesNotTellOfARequestCannotBeAskedForIt() {
        Asked asked = ask(request -> SmallLab.answer(request, B1), Answer.of(B1, Source.KEPT), (pod, container, nonces) -> Map.of());
        assertEquals(Outcome.WRONG_ANSWER, asked.last().outcome());
        assertTrue(asked.problem().contains("cannot be asked for its receipts"), asked.problem());
    }

    /** What nobody knows is no failure: the check will be inconclusive. */
    @Test
    void receiptsThatCannotBeHadAreAskedForAgainAndThenMissing() {
        AtomicInteger times = new AtomicInteger();
        Receipts never = (pod, container, nonces) -> {
            times.incrementAndGet();
            throw new AgentUnreachable("no way");
        };
        assertThrows(AgentUnreachable.class, () -> ask(request -> SmallLab.answer(request, B1), Answer.of(B1, Source.KEPT), never));
        assertTrue(times.get() > 1, times::toString);
        AtomicInteger more = new AtomicInteger();
        Receipts later = (pod, container, nonces) -> (more.incrementAndGet() == 1 ? never : SERVED_ONCE).served(pod, container, nonces);
        assertNull(ask(request -> SmallLab.answer(request, B1), Answer.of(B1, Source.KEPT), later).problem());
    }

    @Test
    void aFailureThatWasSeenIsNotForgottenForReceiptsThatCannotBeHad() {
        AtomicInteger times = new AtomicInteger();
        Asked asked = ask(request -> times.incrementAndGet() == 1 ? SmallLab.failed(Outcome.REFUSED) : SmallLab.answer(request, B1), Answer.of(B1, Source.KEPT),
                (pod, container, nonces) -> {
                    throw new AgentUnreachable("no way");
                });
        assertEquals(Outcome.REFUSED, asked.last().outcome());
        assertEquals(List.of(Outcome.REFUSED), asked.results().stream().map(DialResult::outcome).toList(), "and its times are its own");
    }

    /** One lie among a dozen is one. */
    @Test
    void eachRequestIsJudgedByItsOwnReceipt() {
        AtomicInteger lies = new AtomicInteger();
        Asked asked = ask(request -> SmallLab.answer(request, B1), Answer.of(B1, Source.KEPT), (pod, container, nonces) -> nonces.stream()
                .collect(Collectors.toMap(nonce -> nonce, nonce -> nonce.equals(nonces.get(1)) && lies.incrementAndGet() == 1 ? 2 : 1)));
        assertNull(asked.problem());
        assertEquals(5, asked.made(), "one, the lie, and three after it");
        assertEquals(3, asked.results().size());
    }

    @Test
    void eachPodIsAskedOnceForAllItServedInATurn() {
        AtomicInteger turn = new AtomicInteger();
        List<String> told = new ArrayList<>();
        Asked asked = ask(request -> SmallLab.answer(request, List.of(B1, B2, B3).get(turn.getAndIncrement() % 3)), EVERY_B,
                (pod, container, nonces) -> {
                    told.add(pod.name() + " " + container + " " + nonces.size());
                    return SERVED_ONCE.served(pod, container, nonces);
                });
        assertNull(asked.problem());
        assertEquals(List.of("service-b-1 service-b 4", "service-b-2 service-b 4", "service-b-3 service-b 4"), told.stream().sorted().toList());
    }
}
