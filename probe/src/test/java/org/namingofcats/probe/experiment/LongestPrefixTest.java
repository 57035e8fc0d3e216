package org.namingofcats.probe.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.evidence.Receipts;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.evidence.Verifier;
import org.namingofcats.probe.vantage.Agent.Place;

/** A controller that knows which of two paths decides, one that takes the first that fits, and one whose longer path has swallowed the shorter. */
class LongestPrefixTest {
    private static final Receipts ONCE = (pod, container, nonces) -> nonces.stream().collect(Collectors.toMap(nonce -> nonce, nonce -> 1));

    private static Answer of(Lab.Pod pod) {
        return new Answer("service-b", List.of(Set.of(pod)), null, Source.CONTROLLER, false);
    }

    /** @param behind who is behind a path; the shorter one is B1's, the longer one B2's */
    private static CheckResult seen(Function<String, Lab.Pod> behind) {
        return new Verifier(new ObjectMapper(), ONCE, Duration.ofMillis(50), Progress.UNHEARD, "").verify(
                () -> SmallLab.with(request -> SmallLab.ok(SmallLab.passport(request.nonce(), "service-b",
                        behind.apply(request.url().substring("http://door".length())), "10.244.2.66"))),
                lab -> List.of(new ExperimentCheck(new Small(trial -> LongestPrefix.seen(trial,
                        (path, expectation) -> trial.lab().agents(Place.OUTSIDE).stream().map(agent -> new Call(agent, "http://door" + path, Map.of(), expectation)).toList(),
                        "/cat", of(SmallLab.B1), "/cat/longer", of(SmallLab.B2))), () -> null))).getFirst();
    }

    private static void assertFails(String reason, CheckResult result) {
        assertEquals(Verdict.FAIL, result.verdict(), result::toString);
        assertTrue(result.reason().startsWith(reason) && result.reason().contains("answered, which is none of those expected"), result::reason);
    }

    @Test
    void theLongerOfTwoPathsDecidesWhatIsBelowIt() {
        CheckResult result = seen(path -> path.startsWith("/cat/longer/") ? SmallLab.B2 : SmallLab.B1);
        assertEquals(Verdict.PASS, result.verdict(), result::toString);
        assertFails("outside → http://door/cat/longer/x: ", seen(path -> SmallLab.B1));
        assertFails("the shorter path: outside → http://door/cat/x: ", seen(path -> SmallLab.B2));
    }
}
