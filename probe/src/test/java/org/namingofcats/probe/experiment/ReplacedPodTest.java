package org.namingofcats.probe.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.evidence.Receipts;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.evidence.Verifier;
import org.namingofcats.probe.vantage.Agent.Place;

/** A pod is replaced: what was its own goes, and what is its Service's stays. Either may fail, and none passes where nobody answers any more. */
class ReplacedPodTest {
    private static final Lab.Pod OLD = SmallLab.B1;
    private static final Lab.Pod FRESH = SmallLab.B2;
    private static final Receipts ONCE = (pod, container, nonces) -> nonces.stream().collect(Collectors.toMap(nonce -> nonce, nonce -> 1));

    private boolean replaced;

    private CheckResult seen(BiFunction<Boolean, DialRequest, DialResult> network, Function<Trial, CheckResult> course) {
        return seenFrom(place -> request -> network.apply(replaced, request), course);
    }

    private CheckResult seenFrom(Function<Place, Function<DialRequest, DialResult>> network, Function<Trial, CheckResult> course) {
        return new Verifier(new ObjectMapper(), ONCE, Duration.ofMillis(50), Progress.UNHEARD, "").verify(() -> {
            replaced = false;
            return SmallLab.byPlace(network);
        }, lab -> List.of(new ExperimentCheck(new Small(course), () -> null))).getFirst();
    }

    private Lab.Pod replace(Lab.Pod fresh) {
        replaced = true;
        return fresh;
    }

    private CheckResult oldAddress(Lab.Pod fresh, BiFunction<Boolean, DialRequest, DialResult> network) {
        return seen(network, trial -> OldAddress.seen(trial, OLD, () -> replace(fresh)));
    }

    private static void assertVerdict(Verdict verdict, String reason, CheckResult result) {
        assertEquals(verdict, result.verdict(), result::toString);
        assertTrue(result.reason().contains(reason), result::reason);
    }

    private static DialResult at(DialRequest request, Lab.Pod pod, Outcome otherwise) {
        return request.url().startsWith(pod.url() + "/") ? SmallLab.answer(request, pod) : SmallLab.failed(otherwise);
    }

    @Test
    void anAddressGoesWithItsPod() {
        assertVerdict(Verdict.PASS, OLD.ip() + " died with service-b-1", oldAddress(FRESH, (gone, request) -> at(request, gone ? FRESH : OLD, Outcome.UNREACHABLE)));
        assertVerdict(Verdict.FAIL, "REFUSED", oldAddress(FRESH, (gone, request) -> at(request, gone ? FRESH : OLD, Outcome.REFUSED)));
        assertVerdict(Verdict.FAIL, "has the old IP", oldAddress(OLD, (gone, request) -> at(request, OLD, Outcome.UNREACHABLE)));
    }

    /** An enforcer of policies refuses on behalf of an address that is nobody's; the agent of a node is not concerned. */
    @Test
    void aRefusalOnTheWayIsToldFromOneAtTheAddress() {
        assertVerdict(Verdict.PASS, OLD.ip() + " died with service-b-1", refusedFrom(Place.POD));
        assertVerdict(Verdict.FAIL, "node:worker", refusedFrom(Place.NODE));
    }

    private CheckResult refusedFrom(Place from) {
        return seenFrom(place -> request -> at(request, replaced ? FRESH : OLD, place == from ? Outcome.REFUSED : Outcome.UNREACHABLE),
                trial -> OldAddress.seen(trial, OLD, () -> replace(FRESH)));
    }

    /** The agent may have lost its network meanwhile. */
    @Test
    void whoReachesNobodyProvesNothing() {
        assertVerdict(Verdict.FAIL, "its successor: ", oldAddress(FRESH, (gone, request) -> gone ? SmallLab.failed(Outcome.UNREACHABLE) : at(request, OLD, Outcome.UNREACHABLE)));
        assertVerdict(Verdict.FAIL, "while it lived: ", oldAddress(FRESH, (gone, request) -> SmallLab.failed(Outcome.UNREACHABLE)));
    }

    private CheckResult stable(String after, Lab.Pod answers) {
        return seen((gone, request) -> SmallLab.answer(request, gone ? answers : OLD), trial -> StableClusterIp.seen(trial, OLD, () -> replace(FRESH), pod ->
                new Lab.Service("stable", "x", "service-b", "ClusterIP", pod == OLD ? "10.96.0.9" : after, 80, 0, null, false, Set.of(pod))));
    }

    @Test
    void aClusterIpStaysAndLeadsToTheNewPodAlone() {
        assertVerdict(Verdict.PASS, "10.96.0.9 led to " + OLD.ip() + " and leads to " + FRESH.ip(), stable("10.96.0.9", FRESH));
        assertVerdict(Verdict.FAIL, "it was 10.96.0.9 and is now 10.96.0.10", stable("10.96.0.10", FRESH));
        assertVerdict(Verdict.FAIL, "service-b-1", stable("10.96.0.9", OLD));
    }
}
