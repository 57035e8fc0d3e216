package org.namingofcats.probe.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.AgentUnreachable;

/** A sidecar's receipts, for which nobody but its neighbour can ask. */
class ProxiedReceiptsTest {
    private static Map<String, Integer> served(Lab lab) {
        return new ProxiedReceipts(null, () -> lab, new ObjectMapper()).served(SmallLab.A, "sidecar", List.of("n-1", "n-2"));
    }

    @Test
    void theNeighbourAsksOverLocalhost() {
        List<String> asked = new ArrayList<>();
        assertEquals(Map.of("n-1", 1, "n-2", 0), served(SmallLab.with(request -> {
            asked.add(request.url());
            return SmallLab.ok("[{\"nonce\":\"n-1\",\"served\":1},{\"nonce\":\"n-2\",\"served\":0}]");
        })));
        assertEquals(List.of("http://127.0.0.1:8081/receipts/each?nonce=n-1&nonce=n-2"), asked);
    }

    /** Then nobody knows what it served: no lie of the pod's. */
    @Test
    void whereThereIsNoneNobodyKnows() {
        Lab lab = SmallLab.with(request -> null);
        Lab alone = new Lab(lab.nodes(), lab.pods(), lab.services(), lab.routes(), lab.agents(Place.POD, Place.NODE, Place.OUTSIDE), lab.owners());
        assertEquals("no agent in service-a-1 could ask port 8081 for its receipts",
                assertThrows(AgentUnreachable.class, () -> served(alone)).getMessage());
    }
}
