package org.namingofcats.probe.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.evidence.Receipts;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.evidence.Verifier;
import org.namingofcats.probe.vantage.Agent.Place;

/** Looks of an experiment, and how one ends that cannot go on, in a lab where every request is refused. */
class TrialTest {

    private static CheckResult result(Function<Trial, CheckResult> course) {
        return result(request -> SmallLab.failed(Outcome.REFUSED), course);
    }

    private static CheckResult result(Function<DialRequest, DialResult> network, Function<Trial, CheckResult> course) {
        Receipts once = (pod, container, nonces) -> nonces.stream().collect(Collectors.toMap(nonce -> nonce, nonce -> 1));
        return new Verifier(new ObjectMapper(), once, Duration.ofMillis(50), Progress.UNHEARD, "")
                .verify(() -> SmallLab.with(network), lab -> List.of(new ExperimentCheck(new Small(course), () -> null))).getFirst();
    }

    /** A machine with a Docker has an address for its containers, which may well be its first. */
    @Test
    void aClientHasTheAddressThatItCalledFrom() {
        CheckResult result = result(request -> new DialResult(Outcome.OK, 200,
                SmallLab.passport(request.nonce(), "service-a", SmallLab.A, "172.18.0.5"),
                "10.0.0.1:80", "172.18.0.5", SmallLab.QUICK, null),
                trial -> trial.fact(Verdict.PASS, Trial.client(
                        trial.must("before", trial.lab().agents(Place.OUTSIDE), "http://open/", Answer.of(SmallLab.A, Source.KEPT)))));
        assertEquals("172.18.0.5", result.reason());
    }

    @Test
    void whatMustHoldBeforeTheRestAndDoesNotIsAFailure() {
        CheckResult result = result(trial -> {
            trial.must("before", trial.lab().agents(Place.POD), "http://open/", Answer.of(SmallLab.A, Source.KEPT));
            return trial.fact(Verdict.PASS, "went on");
        });
        assertEquals(Verdict.FAIL, result.verdict());
        assertTrue(result.reason().startsWith("before: pod:worker"), result.reason());
        assertEquals("a change that shows", result.expected());
    }

    @Test
    void whatALookShowsIsToldOnlyIfItCameOutAsExpected() {
        for (Outcome expected : List.of(Outcome.REFUSED, Outcome.TIMEOUT)) {
            CheckResult result = result(trial -> Trial.shows(trial.look(trial.lab().agents(Place.POD), "http://closed/", new Closed(expected)), "it shows"));
            assertEquals(expected == Outcome.REFUSED ? Verdict.PASS : Verdict.FAIL, result.verdict());
            assertEquals(expected == Outcome.REFUSED, result.reason().equals("it shows"), result.reason());
        }
    }

    /** What it asked goes with the stage, so asking that again tells nothing. */
    @Test
    void anExperimentIsMadeAgainAsAWhole() {
        Function<Trial, CheckResult> look = trial -> trial.look(trial.lab().agents(Place.POD), "http://gone/", new Closed(Outcome.REFUSED));
        for (CheckResult result : List.of(result(look), result(trial -> trial.must("before", trial.lab().agents(Place.POD), "http://gone/", new Closed(Outcome.RESET))),
                result(trial -> trial.fact(Verdict.PASS, "a fact")))) {
            assertEquals("probe/probe verify --path pod-ip", result.reproduce());
        }
        assertEquals("http://gone/", result(look).evidence().calls().getFirst().target());
    }

    @Test
    void aChangeThatDidNotComeAboutTellsNothingOfTheNetwork() {
        CheckResult result = result(trial -> {
            throw new StageFailure("waited in vain");
        });
        assertEquals(Verdict.INCONCLUSIVE, result.verdict());
        assertEquals("waited in vain", result.reason());
    }

    /** The client library tells of the request and the whole answer. */
    @Test
    void aRefusalIsToldAsTheApiServerSaidIt() {
        CheckResult result = result(trial -> {
            throw new KubernetesClientException("Failure executing: PATCH at: " + "x".repeat(200), 403, new StatusBuilder().withMessage("exceeded quota").build());
        });
        assertEquals(Verdict.INCONCLUSIVE, result.verdict());
        assertEquals("the API server did not do what it takes: exceeded quota", result.reason());
    }
}
