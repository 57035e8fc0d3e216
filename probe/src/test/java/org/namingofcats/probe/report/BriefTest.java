package org.namingofcats.probe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;
import org.namingofcats.probe.evidence.Verdict;

/** Few words for a cell. */
class BriefTest {
    private static CheckResult check(String what, String pods) {
        return new CheckResult("pod-ip/" + what, "pod-ip", "node", null, null, Outcome.OK, Verdict.PASS, "",
                new Evidence(pods, "10.0.0.1", "10.0.0.1", true, null, 1.0, 0.0, List.of()), null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "service-a-6f5b9d7c8-tq2lm                              | service-a",
        "service-b-7d9c8b6f4c-2xkqp, service-b-7d9c8b6f4c-9wz4t | service-b ×2",
        "agent-x8k2p                                            | agent-x8k2p",
        "web-0, web-1, web-2, web-3                             | web-0, web-1 +2"})
    void shortensPods(String pods, String who) {
        assertEquals(who, new Brief(List.of()).who(check("x", pods)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "lab-worker,lab-worker2 | at-lab-worker2 | at-worker2",
        "lab-worker             | at-lab-worker  | at-lab-worker",
        "node-1,node-2          | service-a-node-port-at-node-1 | service-a-node-port-at-1",
        "node-1,node-2          | node-2-and-node-1-and-node-12 | 2-and-1-and-node-12",
        "east,west              | at-east        | at-east"})
    void leavesOutWhatAllNodesAreCalled(String nodes, String what, String brief) {
        assertEquals(brief, new Brief(List.of(nodes.split(","))).what(check(what, null)));
    }
}
