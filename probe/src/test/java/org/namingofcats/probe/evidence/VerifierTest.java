package org.namingofcats.probe.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.namingofcats.probe.evidence.SmallLab.A;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult.Timing;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Evidence.CallEvidence;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.AgentUnreachable;

class VerifierTest {
    private static final Function<DialRequest, DialResult> HEALTHY = request ->
            request.url().contains("closed") ? SmallLab.failed(Outcome.REFUSED) : SmallLab.answer(request, A);

    private static List<Check> plan(Lab lab) {
        Agent agent = lab.agents(Agent.Place.POD).getFirst();
        return List.of(
                Check.Dial.of("x/open", Vantage.OTHER_NODE,
                        List.of(new Call(agent, "http://open/", Answer.of(A, Source.KEPT))), null),
                Check.Dial.of("x/closed", Vantage.OTHER_NODE,
                        List.of(new Call(agent, "http://closed/", new Closed(Outcome.REFUSED))), "x/open"));
    }

    private static List<CheckResult> verify(Function<DialRequest, DialResult> network) {
        return verify(() -> SmallLab.with(network), VerifierTest::plan);
    }

    private static List<CheckResult> verify(Supplier<Lab> look, Function<Lab, List<Check>> plan) {
        return new Verifier(new ObjectMapper(), SmallLab.served(1), Duration.ofMillis(50)).verify(look, plan);
    }

    private static String verdicts(List<CheckResult> results) {
        return results.stream().map(result -> result.id() + " " + result.verdict()).collect(Collectors.joining(", "));
    }

    @Test
    void passesWhatIsAsItShouldBe() {
        assertEquals("x/open PASS, x/closed PASS", verdicts(verify(HEALTHY)));
    }

    @Test
    void aDeadServerDoesNotPassForAClosedDoor() {
        List<CheckResult> results = verify(request -> SmallLab.failed(Outcome.REFUSED));
        assertEquals("x/open FAIL, x/closed INCONCLUSIVE", verdicts(results));
        assertTrue(results.getLast().reason().contains("open twin x/open is FAIL"), results.getLast().reason());
    }

    @Test
    void aClosedDoorWhoseTwinIsNotPlannedProvesNothing() {
        CheckResult closed = verify(() -> SmallLab.with(HEALTHY), lab -> List.of(plan(lab).getLast())).getFirst();
        assertEquals(Verdict.INCONCLUSIVE, closed.verdict());
        assertTrue(closed.reason().endsWith("x/open was not made"), closed.reason());
    }

    /** What fails has the lab looked at anew, and by then the open door has gone. */
    @Test
    void aTwinOfTheFirstLookAloneVouchesForNothing() {
        AtomicInteger plans = new AtomicInteger();
        List<CheckResult> results = verify(() -> SmallLab.with(HEALTHY), lab -> Stream.concat(
                plan(lab).stream().skip(plans.getAndIncrement()), Stream.of(open("x/fails", "http://closed/", lab))).toList());
        assertEquals(2, plans.get());
        assertEquals("x/closed INCONCLUSIVE, x/fails FAIL", verdicts(results));
        assertTrue(results.getFirst().reason().endsWith("x/open was not made"), results.getFirst().reason());
    }

    @Test
    void aCheckThatFailsByItselfLeavesTheOthersAlone() {
        List<CheckResult> results = verify(() -> SmallLab.with(HEALTHY), lab -> Stream.concat(
                Stream.of(new Check.Fact("x/bug", "", "", "", any -> {
                    throw new IllegalStateException("a bug");
                })), plan(lab).stream()).toList());
        assertEquals("x/bug INCONCLUSIVE, x/open PASS, x/closed PASS", verdicts(results));
        assertEquals("the check itself failed: java.lang.IllegalStateException: a bug", results.getFirst().reason());
    }

    @Test
    void nothingIsLearntFromAnAgentThatCannotBeAsked() {
        List<CheckResult> results = verify(request -> {
            throw new AgentUnreachable("gone");
        });
        assertEquals("x/open INCONCLUSIVE, x/closed INCONCLUSIVE", verdicts(results));
        assertEquals("gone", results.getFirst().reason());
    }

    /** One check may ask two workloads. */
    @Test
    void whatIsExpectedIsThatOfAllCallsOrOfTheOneThatFailed() {
        String both = "answer of service-a, source address kept; answer of service-b, source address kept";
        Function<Lab, List<Check>> plan = lab -> List.of(Check.Dial.of("x/both", Vantage.OTHER_NODE, Stream.of(A, A, SmallLab.B1)
                .map(pod -> new Call(lab.agents(Agent.Place.POD).getFirst(), pod.url(), Answer.of(pod, Source.KEPT))).toList(), null));
        Function<Outcome, CheckResult> seen = second -> verify(() -> SmallLab.with(request -> request.url().equals(A.url()) ? SmallLab.answer(request, A)
                : second == Outcome.OK ? SmallLab.answer(request, SmallLab.B1) : SmallLab.failed(second)), plan).getFirst();
        assertEquals("PASS " + both, seen.apply(Outcome.OK).verdict() + " " + seen.apply(Outcome.OK).expected());
        assertEquals("answer of service-b, source address kept", seen.apply(Outcome.RESET).expected());
        CheckResult unknown = verify(() -> SmallLab.with(request -> {
            throw new AgentUnreachable("gone");
        }), plan).getFirst();
        assertEquals("INCONCLUSIVE " + both, unknown.verdict() + " " + unknown.expected());
    }

    private static CheckResult withOneAgentGone(Function<DialRequest, DialResult> network) {
        Agent gone = SmallLab.agent(Agent.Place.POD, "worker2", "uid-gone", request -> {
            throw new AgentUnreachable("gone");
        });
        return verify(() -> SmallLab.with(network), lab -> List.of(
                Check.Dial.of("x/open", Vantage.OTHER_NODE, Stream.of(gone, lab.agents(Agent.Place.POD).getFirst())
                        .map(agent -> new Call(agent, "http://open/", Answer.of(A, Source.KEPT))).toList(), null))).getFirst();
    }

    @Test
    void anAgentThatIsGoneHidesNoFailureOfAnother() {
        assertEquals(Verdict.FAIL, withOneAgentGone(request -> SmallLab.failed(Outcome.REFUSED)).verdict());
        assertEquals(Verdict.INCONCLUSIVE, withOneAgentGone(HEALTHY).verdict());
    }

    @Test
    void looksAgainAtWhatFailedWithFreshObjects() {
        AtomicInteger looks = new AtomicInteger();
        List<CheckResult> results = verify(() -> SmallLab.with(looks.incrementAndGet() == 1
                ? request -> SmallLab.failed(Outcome.RESET) : HEALTHY), VerifierTest::plan);
        assertEquals("x/open PASS, x/closed PASS", verdicts(results));
        assertEquals(2, looks.get());
    }

    /** It was closed while nobody lived behind it. */
    @Test
    void aClosedDoorIsAskedAgainWhenItsTwinComesAliveInTheSecondLook() {
        AtomicInteger looks = new AtomicInteger();
        assertEquals("x/open PASS, x/closed FAIL", verdicts(verify(() -> SmallLab.with(looks.incrementAndGet() == 1
                ? request -> SmallLab.failed(Outcome.REFUSED) : request -> SmallLab.answer(request, A)), VerifierTest::plan)));
    }

    @Test
    void aClosedDoorIsAskedWhenItsTwinHasComeAlive() {
        AtomicInteger asked = new AtomicInteger();
        assertEquals("x/open PASS, x/closed FAIL", verdicts(new Verifier(new ObjectMapper(), SmallLab.served(1), Duration.ofSeconds(2)).verify(
                () -> SmallLab.with(request -> (request.url().contains("open") ? asked.incrementAndGet() : asked.get()) < 2
                        ? SmallLab.failed(Outcome.REFUSED) : SmallLab.answer(request, A)), VerifierTest::plan)));
    }

    /** An agent that was replaced meanwhile may tell more. */
    @Test
    void looksAgainAtWhatNobodyCouldLearn() {
        AtomicInteger looks = new AtomicInteger();
        List<CheckResult> results = verify(() -> SmallLab.with(looks.incrementAndGet() > 1 ? HEALTHY : request -> {
            throw new AgentUnreachable("gone");
        }), VerifierTest::plan);
        assertEquals("x/open PASS, x/closed PASS", verdicts(results));
    }

    @Test
    void whatPassedIsNotMadeAgain() {
        AtomicInteger asked = new AtomicInteger();
        List<CheckResult> results = verify(() -> SmallLab.with(request -> {
            asked.addAndGet(request.url().contains("open") ? 1 : 0);
            return HEALTHY.apply(request);
        }), lab -> Stream.concat(plan(lab).stream(), Stream.of(open("x/fails", "http://closed/", lab))).toList());
        assertEquals("x/open PASS, x/closed PASS, x/fails FAIL", verdicts(results));
        assertEquals(3, asked.get());
    }

    /** It is open where it should not be, whatever became of its twin. */
    @Test
    void aDoorThatIsOpenIsNotExcusedByItsTwin() {
        assertEquals("x/open FAIL, x/closed FAIL", verdicts(verify(request ->
                request.url().contains("closed") ? SmallLab.answer(request, A) : SmallLab.failed(Outcome.RESET))));
    }

    /** More would fake latencies on a small machine. */
    @Test
    void noMoreThanFourRequestsAreUnderWay() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CheckResult> results = verify(() -> SmallLab.with(request -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            LockSupport.parkNanos(20_000_000);
            now.decrementAndGet();
            return SmallLab.answer(request, A);
        }), lab -> IntStream.range(0, 12).mapToObj(i -> open("x/" + i, "http://open/", lab)).toList());
        assertTrue(results.stream().allMatch(result -> result.verdict() == Verdict.PASS), () -> verdicts(results));
        assertTrue(most.get() > 1 && most.get() <= 4, most::toString);
    }

    @Test
    void whoWaitsForMoreThanRequestsNeedNotWaitForThoseOfTheOthers() {
        CountDownLatch patientOneIsThrough = new CountDownLatch(1);
        AtomicInteger inVain = new AtomicInteger();
        Function<DialRequest, DialResult> network = request -> {
            if (request.url().contains("slow") && !within(10, patientOneIsThrough)) {
                inVain.incrementAndGet();
            }
            return SmallLab.answer(request, A);
        };
        List<CheckResult> results = new Verifier(new ObjectMapper(), SmallLab.served(1), Duration.ofSeconds(60))
                .verify(() -> SmallLab.with(network), lab -> Stream.concat(
                        IntStream.range(0, 20).mapToObj(i -> open("x/slow-" + i, "http://slow/", lab)),
                        Stream.of(new Patient(open("x/patient", "http://open/", lab), patientOneIsThrough))).toList());
        assertEquals(0, inVain.get(), "requests that waited ten seconds in vain for the patient check to come through");
        assertTrue(results.stream().allMatch(result -> result.verdict() == Verdict.PASS), () -> verdicts(results));
    }

    private static Check open(String id, String url, Lab lab) {
        return Check.Dial.of(id, Vantage.OTHER_NODE,
                List.of(new Call(lab.agents(Agent.Place.POD).getFirst(), url, Answer.of(A, Source.KEPT))), null);
    }

    private static boolean within(int seconds, CountDownLatch event) {
        try {
            return event.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private record Patient(Check check, CountDownLatch through) implements Check {
        @Override
        public String id() {
            return check.id();
        }

        @Override
        public boolean waits() {
            return true;
        }

        @Override
        public CheckResult make(Examiner examiner) {
            CheckResult result = check.make(examiner);
            through.countDown();
            return result;
        }

        @Override
        public CheckResult withoutEvidence(Verdict verdict, String reason) {
            return check.withoutEvidence(verdict, reason);
        }
    }

    @Test
    void twoChecksOfOneNameAreABug() {
        assertThrows(IllegalStateException.class, () ->
                verify(() -> SmallLab.with(HEALTHY), lab -> List.of(plan(lab).getFirst(), plan(lab).getFirst())));
    }

    @Test
    void theResultCarriesItsEvidence() {
        CheckResult open = verify(HEALTHY).getFirst();
        assertEquals("service-a-1", open.evidence().answeredBy());
        assertEquals(SmallLab.CLIENT, open.evidence().peerSeen());
        assertEquals(SmallLab.CLIENT, open.evidence().clientAddress());
        assertEquals(true, open.evidence().sourcePreserved());
        assertEquals(0.7, open.evidence().millis());
        assertEquals("probe/probe dial --from pod:worker http://open/", open.reproduce());
    }

    @Test
    void theResultTellsWhoRewroteTheAddress() {
        CheckResult open = verify(() -> SmallLab.with(request -> SmallLab.ok(SmallLab.passport(request.nonce(), "service-a", A, "172.18.0.2"))), lab -> List.of(
                Check.Dial.of("x/open", Vantage.NODE, List.of(new Call(lab.agents(Agent.Place.POD).getFirst(), "http://open/", Answer.of(A, Source.KEPT_OR_NODE))), null)))
                .getFirst();
        assertEquals(Verdict.PASS, open.verdict());
        assertEquals("172.18.0.2 instead of 10.244.2.9 by node worker", open.evidence().peerSeen() + " instead of " + open.evidence().clientAddress()
                + " by " + open.evidence().rewrittenBy());
        assertEquals(false, open.evidence().sourcePreserved());
    }

    @Test
    void ofAClosedDoorNobodySawAnything() {
        Evidence closed = verify(HEALTHY).getLast().evidence();
        assertEquals(Arrays.asList(null, null, null, null), Arrays.asList(closed.answeredBy(), closed.peerSeen(), closed.rewrittenBy(), closed.sourcePreserved()));
        assertEquals(List.of(), closed.calls().getFirst().answeredBy());
    }

    @Test
    void eachPhaseHasItsMedianAndTheCheckItsTime() {
        Iterator<Timing> timings = List.of(new Timing(1, 10, 100, 1_000), new Timing(3, 30, 300, 3_500), new Timing(2, 20, 200, 2_000)).iterator();
        CheckResult open = verify(() -> SmallLab.with(request -> {
            LockSupport.parkNanos(20_000_000);
            DialResult answer = SmallLab.answer(request, A);
            return new DialResult(answer.outcome(), answer.status(), answer.body(), answer.remoteAddress(), answer.clientAddress(), timings.next(), null);
        }), lab -> List.of(plan(lab).getFirst())).getFirst();
        assertEquals(2_000, open.evidence().millis());
        assertEquals(2_500, open.evidence().spreadMillis(), "the slowest less the fastest");
        CallEvidence call = open.evidence().calls().getFirst();
        assertEquals(List.of(2.0, 20.0, 200.0, 2_000.0), List.of(call.lookupMillis(), call.connectMillis(), call.firstByteMillis(), call.totalMillis()));
        assertEquals(List.of(1_000.0, 3_500.0, 2_000.0), call.requestMillis(), "in the order in which they were made");
        assertEquals(3, call.made());
        assertTrue(open.tookMillis() > 0, open::toString);
    }

    @Test
    void ofAnEvenNumberTheMedianLiesBetweenTheTwoInTheMiddle() {
        Iterator<Double> times = List.of(1.0, 9.0, 5.0, 2.0).iterator();
        CheckResult open = verify(() -> SmallLab.with(request -> {
            DialResult answer = SmallLab.answer(request, A);
            return new DialResult(answer.outcome(), answer.status(), answer.body(), answer.remoteAddress(), answer.clientAddress(),
                    new Timing(0, 0, 0, times.next()), null);
        }), lab -> List.of(Check.Dial.of("x/open", Vantage.OTHER_NODE, List.of(new Call(lab.agents(Agent.Place.POD).getFirst(), "http://open/",
                Answer.of(lab.services("ClusterIP").getFirst(), Source.KEPT))), null))).getFirst();
        assertEquals(3.5, open.evidence().millis(), "one pod of a Service is asked four times");
    }

    /** An Ingress may have a pattern for its path, and a header any value. */
    @Test
    void whatReproducesItIsACommandHoweverOddItIs() {
        Agent outside = SmallLab.with(request -> null).agents(Agent.Place.OUTSIDE).getFirst();
        assertEquals("probe/probe dial --from outside --header 'x-cat: it'\\''s' 'http://10.0.0.1/cats(/|$)(.*)'",
                Examiner.reproduce(new Call(outside, "http://10.0.0.1/cats(/|$)(.*)", Map.of("x-cat", "it's"), new Closed(Outcome.REFUSED))));
    }

    @Test
    void whatReproducesItLeadsToTheSameLab() {
        new Verifier(new ObjectMapper(), SmallLab.served(1), Duration.ofMillis(50), Progress.UNHEARD, " --context kind-cat")
                .verify(() -> SmallLab.with(HEALTHY), VerifierTest::plan)
                .forEach(result -> assertTrue(result.reproduce().endsWith(" --context kind-cat"), result::toString));
    }
}
