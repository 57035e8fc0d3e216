package org.namingofcats.probe.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class IptablesWalkTest {
    private static final String SERVICE = "10.96.131.254";

    private final List<String> before = Captured.lines("iptables-before");
    private final List<String> after = Captured.lines("iptables-after");

    @Test
    void aClusterIpIsFollowedFromTheServiceToThePod() {
        Walk walk = IptablesWalk.of(before, after, SERVICE, 80);
        assertEquals(List.of("[96 → 97] -A KUBE-SERVICES", "[68 → 69] -A KUBE-SVC-MUIUHO6YVGXHHLWH", "[68 → 69] -A KUBE-SEP-XZFGYDSFWGITLFXX"),
                walk.steps().stream().map(step -> step.replaceAll("(-A \\S+) .*", "$1")).toList());
        assertEquals(List.of("10.244.1.6:8080"), walk.destinations());
        assertFalse(walk.masqueraded());
        assertEquals("One connection came in by this Service's rules, this one: they put 10.244.1.6:8080 in place of 10.96.131.254:80.",
                walk.meaning(SERVICE + ":80", false));
    }

    @Test
    void aNodePortHasItsOwnChainAndANewSourceAddress() {
        Walk walk = IptablesWalk.of(Captured.lines("node-port-before"), Captured.lines("node-port-after"), "172.18.0.2", 30258);
        assertEquals(List.of("KUBE-SERVICES", "KUBE-NODEPORTS", "KUBE-EXT-42FYNYMZBKZRMPYS", "KUBE-MARK-MASQ", "KUBE-EXT-42FYNYMZBKZRMPYS",
                        "KUBE-SVC-42FYNYMZBKZRMPYS", "KUBE-SEP-YH3T7SG7G7QZLOMW", "KUBE-POSTROUTING"),
                walk.steps().stream().map(step -> step.replaceAll(".* -A (\\S+) .*", "$1")).toList());
        assertTrue(walk.masqueraded());
        assertTrue(walk.meaning("x", true).endsWith(", and mark it for a new source address."), walk.meaning("x", true));
    }

    @Test
    void whatDidNotMoveWasNotMet() {
        Walk walk = IptablesWalk.of(before, before, SERVICE, 80);
        assertEquals(List.of(), walk.steps());
        assertTrue(walk.meaning("x", true).contains("no counter of theirs moved"), walk.meaning("x", true));
    }

    @Test
    void anAddressThatNoRuleNamesIsNotTranslated() {
        for (Walk walk : List.of(IptablesWalk.of(before, after, "10.244.1.6", 8080), IptablesWalk.of(before, after, SERVICE, 81),
                IptablesWalk.of(before, after, "10.96.131.25", 80))) {
            assertFalse(walk.named());
            assertTrue(walk.meaning("x", true).startsWith("No rule"), walk.meaning("x", true));
            assertEquals("No rule of kube-proxy on this node names x, as far as its rules were read.", walk.meaning("x", false));
        }
    }

    /** What kube-proxy 1.34 writes for what it has no pod for, into the filter table alone, with counters of one packet a minute. */
    private static List<String> filter(int minutes) {
        return """
                *filter
                [900:54000] -A INPUT -m comment --comment "kubernetes health check service ports" -j KUBE-NODEPORTS
                [%1$d:60] -A KUBE-NODEPORTS -p tcp -m comment --comment "cats/local:http health check node port" -m tcp --dport 31000 -j ACCEPT
                [%1$d:60] -A KUBE-SERVICES -d 10.96.171.229/32 -p tcp -m comment --comment "cats/nobody has no endpoints" -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable
                [%1$d:60] -A KUBE-EXTERNAL-SERVICES -d 172.18.255.203/32 -p tcp -m comment --comment "cats/local:http has no local endpoints" -m tcp --dport 80 -j DROP
                [%1$d:60] -A KUBE-EXTERNAL-SERVICES -p tcp -m comment --comment "cats/local:http has no local endpoints" -m addrtype --dst-type LOCAL -m tcp --dport 30258 -j DROP
                COMMIT
                """.formatted(minutes).lines().toList();
    }

    @Test
    void aServiceWithoutEndpointsIsRejectedInTheFilterTable() {
        Walk walk = IptablesWalk.of(Captured.with(filter(4), before), Captured.with(filter(5), after), "10.96.171.229", 80);
        assertEquals(List.of("[4 → 5] -t filter -A KUBE-SERVICES -d 10.96.171.229/32 -p tcp -m comment --comment \"cats/nobody has no endpoints\""
                + " -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable"), walk.steps());
        assertEquals("One connection came in by this Service's rules, this one: they lead to no pod.", walk.meaning("x", true));
        assertTrue(IptablesWalk.of(Captured.with(filter(4), before), Captured.with(filter(4), after), "10.96.171.229", 80)
                .meaning("x", true).contains("no counter of theirs moved"));
    }

    @Test
    void whatHasNoPodOnThisNodeIsDroppedThere() {
        Walk balancer = IptablesWalk.of(Captured.with(filter(4), before), Captured.with(filter(5), before), "172.18.255.203", 80);
        assertTrue(balancer.steps().getLast().contains("-t filter -A KUBE-EXTERNAL-SERVICES -d 172.18.255.203/32"), balancer.steps().toString());
        Walk nodePort = IptablesWalk.of(Captured.with(filter(4), Captured.lines("node-port-before")),
                Captured.with(filter(5), Captured.lines("node-port-after")), "172.18.0.2", 30258);
        assertTrue(nodePort.steps().getLast().endsWith("--dst-type LOCAL -m tcp --dport 30258 -j DROP"), nodePort.steps().toString());
        assertTrue(nodePort.steps().stream().noneMatch(step -> step.contains("-A INPUT")), nodePort.steps().toString());
        assertEquals(1, nodePort.connections(), "one that came by both tables is one");
        assertTrue(nodePort.meaning("x", true).contains(", unless a rule turns it away, "), nodePort.meaning("x", true));
        assertFalse(IptablesWalk.of(filter(4), filter(5), "172.18.0.2", 31000).named(), "a health check's port turns nobody away");
    }

    @Test
    void otherConnectionsOfThatTimeAreOwnedUpTo() {
        List<String> more = after.stream().map(line -> line.replace("[97:5820]", "[99:5940]")).toList();
        assertTrue(IptablesWalk.of(before, more, SERVICE, 80).meaning("x", true).startsWith("3 connections or attempts came in by this Service's rules"));
    }

    @Test
    void rulesWrittenAnewAreSaid() {
        List<String> anew = after.stream().map(line -> line.replace("[97:5820]", "[1:60]")).toList();
        Walk walk = IptablesWalk.of(before, anew, SERVICE, 80);
        assertTrue(walk.steps().getFirst().startsWith("[anew → 1] -A KUBE-SERVICES"), walk.steps().toString());
        assertTrue(walk.meaning("x", true).endsWith("some counters began anew, so a rule may be missing here."), walk.meaning("x", true));
        assertFalse(IptablesWalk.of(before, after, SERVICE, 80).anew());
    }
}
