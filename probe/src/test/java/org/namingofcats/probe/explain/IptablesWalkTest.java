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
                walk.meaning(SERVICE + ":80"));
    }

    @Test
    void aNodePortHasItsOwnChainAndANewSourceAddress() {
        Walk walk = IptablesWalk.of(Captured.lines("node-port-before"), Captured.lines("node-port-after"), "172.18.0.2", 30258);
        assertEquals(List.of("KUBE-SERVICES", "KUBE-NODEPORTS", "KUBE-EXT-42FYNYMZBKZRMPYS", "KUBE-MARK-MASQ", "KUBE-EXT-42FYNYMZBKZRMPYS",
                        "KUBE-SVC-42FYNYMZBKZRMPYS", "KUBE-SEP-YH3T7SG7G7QZLOMW", "KUBE-POSTROUTING"),
                walk.steps().stream().map(step -> step.replaceAll(".* -A (\\S+) .*", "$1")).toList());
        assertTrue(walk.masqueraded());
        assertTrue(walk.meaning("x").endsWith(", and mark it for a new source address."), walk.meaning("x"));
    }

    @Test
    void whatDidNotMoveWasNotMet() {
        Walk walk = IptablesWalk.of(before, before, SERVICE, 80);
        assertEquals(List.of(), walk.steps());
        assertTrue(walk.meaning("x").contains("no counter of theirs moved"), walk.meaning("x"));
    }

    @Test
    void anAddressThatNoRuleNamesIsNotTranslated() {
        for (Walk walk : List.of(IptablesWalk.of(before, after, "10.244.1.6", 8080), IptablesWalk.of(before, after, SERVICE, 81),
                IptablesWalk.of(before, after, "10.96.131.25", 80))) {
            assertFalse(walk.named());
            assertTrue(walk.meaning("x").startsWith("No rule"), walk.meaning("x"));
        }
    }

    @Test
    void otherConnectionsOfThatTimeAreOwnedUpTo() {
        List<String> more = after.stream().map(line -> line.replace("[97:5820]", "[99:5940]")).toList();
        assertTrue(IptablesWalk.of(before, more, SERVICE, 80).meaning("x").startsWith("3 connections or attempts came in by this Service's rules"));
    }

    @Test
    void rulesWrittenAnewAreSaid() {
        List<String> anew = after.stream().map(line -> line.replace("[97:5820]", "[1:60]")).toList();
        Walk walk = IptablesWalk.of(before, anew, SERVICE, 80);
        assertTrue(walk.steps().getFirst().startsWith("[anew → 1] -A KUBE-SERVICES"), walk.steps().toString());
        assertTrue(walk.meaning("x").endsWith("some counters began anew, so a rule may be missing here."), walk.meaning("x"));
        assertFalse(IptablesWalk.of(before, after, SERVICE, 80).anew());
    }
}
