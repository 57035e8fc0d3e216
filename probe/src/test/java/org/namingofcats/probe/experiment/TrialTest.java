package org.namingofcats.probe.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.evidence.Verifier;
import org.namingofcats.probe.vantage.Agent.Place;

/** How an experiment ends that cannot go on, in a lab where every request is refused. */
class TrialTest {

    private static CheckResult result(Function<Trial, CheckResult> course) {
        return new Verifier(new ObjectMapper(), (pod, container, nonces) -> Map.of(), Duration.ofMillis(50), Progress.UNHEARD, "")
                .verify(() -> SmallLab.with(request -> SmallLab.failed(Outcome.REFUSED)), lab -> List.of(new ExperimentCheck(new Small(course), () -> null)))
                .getFirst();
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
    void aChangeThatDidNotComeAboutTellsNothingOfTheNetwork() {
        CheckResult result = result(trial -> {
            throw new StageFailure("waited in vain");
        });
        assertEquals(Verdict.INCONCLUSIVE, result.verdict());
        assertEquals("waited in vain", result.reason());
    }
}
