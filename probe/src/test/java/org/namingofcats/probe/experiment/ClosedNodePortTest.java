package org.namingofcats.probe.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Examiner;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.evidence.Verifier;

/** A node port is open at every node, so that it has to be closed at every one. */
class ClosedNodePortTest {
    private static final ClosedNodePort EXPERIMENT = new ClosedNodePort();

    /** The look after the Service has gone. */
    private record Closed() implements Check {
        @Override
        public String id() {
            return EXPERIMENT.id();
        }

        @Override
        public CheckResult make(Examiner examiner) {
            return ClosedNodePort.closed(new Trial(EXPERIMENT, null, examiner), 30_080);
        }

        @Override
        public CheckResult withoutEvidence(Verdict verdict, String reason) {
            return new ExperimentCheck(EXPERIMENT, () -> null).withoutEvidence(verdict, reason);
        }
    }

    private static CheckResult whenStillOpenAt(String ip) {
        return new Verifier(new ObjectMapper(), (pod, container, nonces) -> Map.of(), Duration.ofMillis(50), Progress.UNHEARD, "")
                .verify(() -> SmallLab.with(request -> request.url().contains(ip) ? SmallLab.answer(request, SmallLab.B1) : SmallLab.failed(Outcome.REFUSED)),
                        lab -> List.of(new Closed())).getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.18.0.2", "172.18.0.3"})
    void oneNodeThatStillAnswersIsOneTooMany(String ip) {
        CheckResult result = whenStillOpenAt(ip);
        assertEquals(Verdict.FAIL, result.verdict(), result::toString);
        assertTrue(result.reason().contains("http://" + ip + ":30080/"), result.reason());
    }

    @Test
    void whereNoneAnswersItIsClosed() {
        CheckResult result = whenStillOpenAt("nowhere");
        assertEquals(Verdict.PASS, result.verdict(), result::toString);
        assertEquals("http://172.18.0.2:30080/ and 1 more", result.target());
    }
}
