package org.namingofcats.probe.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The listing is that of kube-proxy 1.34.4 with the lab's Services. */
class NftWalkTest {
    private final List<String> listing = Captured.lines("nftables");

    @Test
    void aClusterIpLeadsToAllItsPodsAndNoOther() {
        Walk walk = NftWalk.of(listing, "10.96.131.254", 80, false);
        assertEquals("map service-ips: 10.96.131.254 . tcp . 80 : goto service-FRDVRGEC-naming-of-cats/service-b/tcp/http", walk.steps().getFirst());
        assertEquals(List.of("10.244.1.6:8080", "10.244.2.7:8080", "10.244.2.8:8080"), walk.destinations());
        assertEquals(9, walk.steps().size(), walk.steps().toString());
        assertTrue(walk.meaning("x", true).contains("without counters"), walk.meaning("x", true));
    }

    @Test
    void aNodePortIsLookedUpOnTheNodesOwnAddressOnly() {
        Walk walk = NftWalk.of(listing, "172.18.0.4", 30258, true);
        assertTrue(walk.steps().getFirst().startsWith("map service-nodeports: tcp . 30258 : goto external-AR5WDMNC"), walk.steps().toString());
        assertTrue(walk.masqueraded());
        assertEquals(3, walk.destinations().size());
        assertFalse(NftWalk.of(listing, "172.18.0.4", 30258, false).named());
    }

    @Test
    void aServiceWithoutEndpointsIsRejected() {
        Walk walk = NftWalk.of(listing, "10.96.171.229", 80, false);
        assertTrue(walk.steps().contains("chain reject-chain: reject"), walk.steps().toString());
        assertTrue(walk.meaning("x", true).contains("they lead to no pod"), walk.meaning("x", true));
    }

    @Test
    void whatHasNoPodOnThisNodeIsDropped() {
        List<String> local = listing.stream().map(line -> line.contains("packets to service nodeports with no endpoints")
                ? line + "\n\t\telements = { tcp . 30258 comment \"naming-of-cats/service-b-node-port:http\" : drop }"
                : line.replace("elements = { 10.96.235.187", "elements = { 172.18.255.203 . tcp . 80 comment \"naming-of-cats/local:http\" : drop,\n\t\t\t     10.96.235.187"))
                .flatMap(String::lines).toList();
        Walk nodePort = NftWalk.of(local, "172.18.0.4", 30258, true);
        assertEquals("map no-endpoint-nodeports: tcp . 30258 comment \"naming-of-cats/service-b-node-port:http\" : drop", nodePort.steps().getFirst());
        assertTrue(nodePort.meaning("x", true).contains(", unless a rule turns it away; "), nodePort.meaning("x", true));
        assertFalse(NftWalk.of(local, "172.18.0.4", 30258, false).named());
        assertTrue(NftWalk.of(local, "172.18.255.203", 80, false).steps().getFirst().endsWith(" : drop"));
    }

    /** The Service that an experiment has for members only. */
    @Test
    void whomSourceRangesTurnAwayIsToldSo() {
        Walk walk = NftWalk.of(listing, "172.18.255.204", 80, false);
        assertTrue(walk.steps().getFirst().startsWith("map firewall-ips: 172.18.255.204 . tcp . 80 : goto firewall-IHAZ3PC3-"), walk.steps().toString());
        assertTrue(walk.steps().get(1).endsWith("/members-only/tcp/http: ip saddr != 203.0.113.0/24 drop"), walk.steps().toString());
        assertFalse(walk.destinations().isEmpty());
        assertTrue(walk.meaning("x", true).contains(", unless a rule turns it away"), walk.meaning("x", true));
    }

    @Test
    void aPodsOwnAddressIsNamedByNoRule() {
        assertFalse(NftWalk.of(listing, "10.244.1.6", 8080, false).named());
        assertFalse(NftWalk.of(listing, "10.96.0.1", 44, false).named());
    }
}
