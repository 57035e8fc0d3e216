package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.host.Reader;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Spot;

/** Rules are counted where kube-proxy's mode puts them, until there are as many as Services. */
class ServiceRulesTest {
    private static final Spot.Node NODE = new Spot.Node("worker", "172.18.0.3");

    private final List<String> asked = new ArrayList<>();

    @Test
    void eachModeIsCountedByItsOwnListing() {
        new ServiceRules(counts("7"), NODE, "iptables").await("cats", "nobody-", 7);
        new ServiceRules(counts("7"), NODE, "nftables").await("cats", "nobody-", 7);
        assertTrue(asked.get(0).startsWith("iptables-save -t nat ") && asked.get(0).contains("'cats/nobody-[0-9]*'"), asked::toString);
        assertTrue(asked.get(1).startsWith("nft list table ip kube-proxy ") && asked.get(1).contains("'cats/nobody-[0-9]*'"), asked::toString);
    }

    @Test
    void itWaitsUntilAllOfThemAreThere() {
        new ServiceRules(counts("99", "100"), NODE, "nftables").await("cats", "nobody-", 100);
        assertEquals(2, asked.size());
    }

    @Test
    void aModeThatNobodyCanCountIsRefusedBeforeAnythingIsMade() {
        BenchFailure refused = assertThrows(BenchFailure.class, () -> new ServiceRules(counts(), NODE, "ipvs"));
        assertEquals("kube-proxy's mode is ipvs, and rules can be counted in iptables and nftables mode only", refused.getMessage());
        assertThrows(BenchFailure.class, () -> new ServiceRules(counts(), NODE, "unknown"));
        assertEquals(List.of(), asked);
    }

    private Reader counts(String... answers) {
        Iterator<String> next = List.of(answers).iterator();
        return (spot, command) -> {
            asked.add(command.getLast());
            return Reading.of(List.of(next.next()));
        };
    }
}
