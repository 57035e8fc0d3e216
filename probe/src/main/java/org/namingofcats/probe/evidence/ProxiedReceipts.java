package org.namingofcats.probe.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.function.Supplier;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.PodProxy;

/**
 * Asks the workloads for their receipts: over the API server's pod proxy, so not over the path under test; a container
 * that listens on localhost only is asked by its neighbour, since nobody else can.
 */
public final class ProxiedReceipts implements Receipts {
    private final PodProxy pods;
    private final Supplier<Lab> lab;
    private final ObjectMapper json;

    /** @param lab the current view, for the neighbours */
    public ProxiedReceipts(KubernetesClient client, Supplier<Lab> lab, ObjectMapper json) {
        this.pods = new PodProxy(client);
        this.lab = lab;
        this.json = json;
    }

    @Override
    public int served(Lab.Pod pod, String container, String nonce) {
        try {
            String answer = pod.localPorts().containsKey(container)
                    ? byNeighbour(pod, pod.localPorts().get(container), nonce)
                    : pods.get(pod.namespace(), pod.name(), pod.port(), "/receipts/" + nonce);
            JsonNode receipt = answer == null ? null : json.readTree(answer);
            return receipt == null || !nonce.equals(receipt.path("nonce").asText()) ? -1 : receipt.path("served").asInt(-1);
        } catch (Exception e) {
            return -1;
        }
    }

    private String byNeighbour(Lab.Pod pod, int port, String nonce) {
        return lab.get().agents(Agent.Place.NEIGHBOUR).stream().filter(agent -> agent.podUid().equals(pod.uid())).findFirst()
                .map(agent -> agent.dial("http://127.0.0.1:" + port + "/receipts/" + nonce, Map.of()).result())
                .filter(result -> result.outcome() == Outcome.OK)
                .map(DialResult::body).orElse(null);
    }
}
