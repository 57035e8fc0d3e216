package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.prove.Sign;
import org.namingofcats.probe.prove.Symptoms;

/** What is said against a diagnosis must not speak against the right one as well. */
class LabDiagnoseCommandTest {
    private static final Mutation DNS = Mutation.of("no-dns", target -> { }, target -> { }, Sign.of("cluster-ip/.*-by-name-.*", "because"));

    @Test
    void whatSpeaksAgainstIt() {
        assertEquals("then cluster-ip/b-by-name-x would fail too, and it does not", why(Verdict.PASS, Verdict.FAIL));
        assertEquals("that does not explain why node-port/b fails", why(Verdict.FAIL, Verdict.FAIL));
        assertEquals("the same checks would fail; look at what is really there", why(Verdict.FAIL, Verdict.PASS));
    }

    @Test
    void whoHasMendedItAlreadyIsToldSo() {
        assertEquals("nothing fails any more that could tell; what did you change?", why(Verdict.PASS, Verdict.PASS));
    }

    private static String why(Verdict byName, Verdict nodePort) {
        return LabDiagnoseCommand.why(DNS, new Symptoms(List.of(check("cluster-ip/b-by-name-x", byName), check("node-port/b", nodePort))));
    }

    private static CheckResult check(String id, Verdict verdict) {
        return new CheckResult(id, "p", "outside", "t", "e", null, verdict, "because", Evidence.NONE, null);
    }
}
