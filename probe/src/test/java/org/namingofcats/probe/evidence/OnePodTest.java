package org.namingofcats.probe.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Expectation.OnePod;
import org.namingofcats.probe.vantage.Agent.Dialled;

/** The second container of a pod is held to what it is called, as the first one is. */
class OnePodTest {
    private static final String SIDECAR = SmallLab.passport("n-1", "sidecar", SmallLab.A, "127.0.0.1");

    private static Judge.Finding judge(String sidecar) {
        String both = "{\"self\":" + SmallLab.passport("n-1", "service-a", SmallLab.A, SmallLab.CLIENT) + ",\"sidecar\":" + sidecar + "}";
        return new Judge(SmallLab.with(request -> null), new ObjectMapper()).judge(new Dialled("n-1", SmallLab.ok(both)), new OnePod(SmallLab.A));
    }

    @Test
    void theSidecarItselfIsBelieved() {
        assertNull(judge(SIDECAR).problem());
    }

    @ParameterizedTest
    @CsvSource({
        "'\"container\":\"sidecar\"', '\"container\":\"agent\"', 'container agent of service-a-1 answered, not sidecar'",
        "'\"container\":\"sidecar\"', '\"container\":null',      'container null of service-a-1 answered, not sidecar'",
        "'\"service\":\"sidecar\"',   '\"service\":\"service-b\"', 'sidecar of service-a-1 says it is service-b'",
        "'\"pod\":\"service-a-1\"',   '\"pod\":\"liar\"',        'service-a-1 says its name is liar'",
        "'\"127.0.0.1\"',             '\"10.244.1.2\"',        'sidecar of service-a-1 saw 10.244.1.2 instead of 127.0.0.1'",
        "'\"127.0.0.1\"',             'null',                  'sidecar of service-a-1 saw null instead of 127.0.0.1'"})
    void anyOtherSecondContainerIsNot(String truth, String lie, String problem) {
        Judge.Finding finding = judge(SIDECAR.replace(truth, lie));
        assertEquals(Outcome.WRONG_ANSWER, finding.outcome());
        assertEquals(problem, finding.problem());
    }
}
