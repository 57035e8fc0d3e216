package org.namingofcats.probe.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.api.Receipt;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.AgentUnreachable;
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
    public Map<String, Integer> served(Lab.Pod pod, String container, List<String> nonces) {
        String path = "/receipts/each?nonce=" + String.join("&nonce=", nonces);
        String answer;
        try {
            answer = pod.localPorts().containsKey(container)
                    ? byNeighbour(pod, pod.localPorts().get(container), path)
                    : pods.get(pod.namespace(), pod.name(), pod.port(), path);
        } catch (KubernetesClientException e) {
            throw new AgentUnreachable(container + " of " + pod.name() + " cannot be asked for its receipts: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given"));
        }
        try {
            Receipt[] receipts = answer == null ? null : json.readValue(answer, Receipt[].class);
            return receipts == null ? Map.of() : Stream.of(receipts).filter(Objects::nonNull).collect(Collectors.toMap(Receipt::nonce, Receipt::served));
        } catch (JsonProcessingException | IllegalStateException e) {
            return Map.of(); // no receipts, or two of one nonce
        }
    }

    private String byNeighbour(Lab.Pod pod, int port, String path) {
        Agent neighbour = lab.get().neighbour(pod)
                .orElseThrow(() -> new AgentUnreachable("no agent in " + pod.name() + " could ask port " + port + " for its receipts"));
        DialResult result = neighbour.dial("http://127.0.0.1:" + port + path, Map.of()).result();
        return result.outcome() == Outcome.OK ? result.body() : null;
    }
}
