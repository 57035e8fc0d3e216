package org.namingofcats.probe.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.evidence.Receipts;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.evidence.Verifier;
import org.namingofcats.probe.vantage.Agent.Place;

/** A controller that follows its rules, one that does not, and one that forgets all of them: 404 alone proves nothing. */
class ChangedRuleTest {
    private static final String CONTROLLER = "10.244.2.66";
    private static final Receipts ONCE = (pod, container, nonces) -> nonces.stream().collect(Collectors.toMap(nonce -> nonce, nonce -> 1));

    private String rule = "";

    /** @param served whether a path is answered while a rule is this */
    private CheckResult seen(BiPredicate<String, String> served) {
        return new Verifier(new ObjectMapper(), ONCE, Duration.ofMillis(50), Progress.UNHEARD, "").verify(
                () -> SmallLab.with(request -> answer(request, served.test(rule, request.url().substring("http://door".length())))),
                lab -> List.of(new ExperimentCheck(new Small(trial -> ChangedRule.seen(trial, "/myPathB", path -> rule = path,
                        (path, expectation) -> trial.lab().agents(Place.OUTSIDE).stream().map(agent -> new Call(agent, "http://door" + path, Map.of(), expectation))
                                .toList(), Answer.of(SmallLab.B1, Source.CONTROLLER))), () -> null))).getFirst();
    }

    private static DialResult answer(DialRequest request, boolean served) {
        return served ? SmallLab.ok(SmallLab.passport(request.nonce(), "service-b", SmallLab.B1, CONTROLLER)) : SmallLab.status(404);
    }

    private static void assertVerdict(Verdict verdict, String reason, CheckResult result) {
        assertEquals(verdict, result.verdict(), result::toString);
        assertTrue(result.reason().contains(reason), result::reason);
    }

    @Test
    void theOldPathGoesWithItsRule() {
        assertVerdict(Verdict.PASS, "/myPathB/before became /myPathB/after", seen(String::equals));
        CheckResult stale = seen((now, path) -> now.equals(path) || path.endsWith("/before"));
        assertVerdict(Verdict.FAIL, "outside → http://door/myPathB/before: ", stale);
        assertEquals(Outcome.OK, stale.outcome());
    }

    @Test
    void aControllerThatForgetsTheHostFollowsNothing() {
        assertVerdict(Verdict.FAIL, "after the change: ", seen((now, path) -> now.endsWith("/before") && now.equals(path)));
        assertVerdict(Verdict.FAIL, "before the change: ", seen((now, path) -> false));
    }
}
