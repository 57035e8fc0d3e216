package org.namingofcats.probe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;
import org.namingofcats.probe.evidence.Verdict;

/** Whose address the workload saw. */
class LedgerTest {
    private static List<Ledger.Entry> ledger(String client, String seen, Boolean kept, String by) {
        return Ledger.of(List.of(new CheckResult("node-port/x", "node-port", "node", null, null, Outcome.OK, Verdict.PASS, "",
                new Evidence("pod", seen, client, kept, by, 1.0, 0.0, List.of()), null)), new Brief(List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "10.0.0.1           | 10.0.0.1           | true  |        | kept",
        "10.0.0.1           | 10.0.0.9           | false | node w | rewritten by node w",
        "10.0.0.1           | 10.0.0.9           | false |        | rewritten by somebody unknown",
        "10.0.0.1, 10.0.0.2 | 10.0.0.2, 10.0.0.9 | false | node w | in part rewritten by node w",
        "10.0.0.1           | 10.0.0.10          | false | node w | rewritten by node w"})
    void tellsWhatBecameOfTheAddress(String client, String seen, boolean kept, String by, String fate) {
        assertEquals(fate, ledger(client, seen, kept, by).getFirst().fate());
    }

    @Test
    void leavesOutWhereNobodyAnswered() {
        assertEquals(List.of(), ledger("10.0.0.1", null, null, null));
    }
}
