package org.namingofcats.probe.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlowTest {
    private final List<String> before = Captured.lines("conntrack-before");
    private final List<String> after = Captured.lines("conntrack-after");

    @Test
    void theNewConnectionIsFoundAmongThoseThatWereThere() {
        List<Flow> added = Flow.added(before, after, "10.96.131.254", 80);
        assertEquals(1, added.size(), added.toString());
        assertEquals("DNAT: 10.96.131.254:80 became 10.244.1.6:8080; no SNAT: the source stays 10.244.0.4.", added.getFirst().meaning());
        assertTrue(added.getFirst().fits("10.244.0.4", "10.244.1.6"));
        assertFalse(added.getFirst().fits("10.244.0.4", "10.244.1.60"));
        assertFalse(added.getFirst().fits("10.244.0.5", null));
    }

    @Test
    void aConnectionThatOnlyGrewOlderIsNotNew() {
        List<String> older = before.stream().map(line -> line.replaceFirst("6 \\d+ TIME_WAIT", "6 3 TIME_WAIT")).toList();
        assertEquals(List.of(), Flow.added(before, older, "10.96.131.254", 80));
    }

    @Test
    void aNewSourceAddressIsSeen() {
        Flow flow = Flow.added(List.of(), Captured.lines("conntrack-node-port"), "172.18.0.2", 30258).getFirst();
        assertEquals("DNAT: 172.18.0.2:30258 became 10.244.1.6:8080; SNAT: the source 172.18.0.5 became 172.18.0.2.", flow.meaning());
    }

    @Test
    void whatIsNoConnectionIsLeftOut() {
        assertTrue(Flow.of("conntrack v1.4.7 (conntrack-tools): 3 flow entries have been shown.").isEmpty());
        assertTrue(Flow.of("icmp 1 29 src=10.0.0.1 dst=10.0.0.2 type=8 code=0 id=1 src=10.0.0.2 dst=10.0.0.1 type=0 code=0 id=1").isEmpty());
    }
}
