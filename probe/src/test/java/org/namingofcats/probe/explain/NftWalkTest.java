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
        assertTrue(walk.meaning("x").contains("without counters"), walk.meaning("x"));
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
        assertTrue(walk.meaning("x").contains("they lead to no pod"), walk.meaning("x"));
    }

    @Test
    void aPodsOwnAddressIsNamedByNoRule() {
        assertFalse(NftWalk.of(listing, "10.244.1.6", 8080, false).named());
        assertFalse(NftWalk.of(listing, "10.96.0.1", 44, false).named());
    }
}
