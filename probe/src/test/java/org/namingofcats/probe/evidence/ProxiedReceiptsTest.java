package org.namingofcats.probe.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.AgentUnreachable;

/** A workload's receipts, and a sidecar's, for which nobody but its neighbour can ask. */
@EnableKubernetesMockClient
class ProxiedReceiptsTest {
    private static final String ONE_EACH = "[{\"nonce\":\"n-1\",\"served\":1},{\"nonce\":\"n-2\",\"served\":0}]";

    KubernetesClient client;
    KubernetesMockServer server;

    private static Map<String, Integer> served(Lab lab) {
        return new ProxiedReceipts(null, () -> lab, new ObjectMapper()).served(SmallLab.A, "sidecar", List.of("n-1", "n-2"));
    }

    private Map<String, Integer> proxied(int status, String body) {
        server.expect().get().withPath("/api/v1/namespaces/naming-of-cats/pods/service-a-1:8080/proxy/receipts/each?nonce=n-1&nonce=n-2").andReturn(status, body).once();
        return new ProxiedReceipts(client, () -> SmallLab.with(request -> null), new ObjectMapper()).served(SmallLab.A, "service-a", List.of("n-1", "n-2"));
    }

    @Test
    void aWorkloadIsAskedOverTheProxyOfTheApiServer() {
        assertEquals(Map.of("n-1", 1, "n-2", 0), proxied(200, ONE_EACH));
    }

    /** What is none says nothing, and then a request was not served: a wrong answer. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"200 | <html>", "200 | null", "200 | [null]", "404 | not found", "200 | {}",
        "200 | [{\"nonce\":\"n-1\",\"served\":1},{\"nonce\":\"n-1\",\"served\":1}]"})
    void whoTellsSomethingElseTellsNothing(int status, String body) {
        assertEquals(Map.of(), proxied(status, body));
    }

    /** That the API server does not let us through is no lie of the pod's. */
    @ParameterizedTest
    @ValueSource(ints = {403, 500, 503})
    void whoCannotBeAskedIsNotKnown(int status) {
        String why = assertThrows(AgentUnreachable.class, () -> proxied(status, "busy")).getMessage();
        assertTrue(why.startsWith("service-a of service-a-1 cannot be asked for its receipts: ") && why.lines().count() == 1, why);
    }

    @Test
    void whatANeighbourIsRefusedIsNoReceipt() {
        assertEquals(Map.of(), served(SmallLab.with(request -> new DialResult(Outcome.HTTP_ERROR, 404, ONE_EACH, "127.0.0.1:8081", "127.0.0.1", SmallLab.QUICK, null))));
    }

    @Test
    void theNeighbourAsksOverLocalhost() {
        List<String> asked = new ArrayList<>();
        assertEquals(Map.of("n-1", 1, "n-2", 0), served(SmallLab.with(request -> {
            asked.add(request.url());
            return SmallLab.ok(ONE_EACH);
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
