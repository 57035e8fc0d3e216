package org.namingofcats.probe.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.probe.safety.Policies.Peer;

/** Who may call whom by the policies of {@code k8s/}, read as the API documents them. Whether a cluster enforces them is an experiment's question. */
class NetworkPolicyTest {
    private static final List<NetworkPolicy> POLICIES = Manifests.all(NetworkPolicy.class);

    private static final Map<String, Peer> PEERS = new HashMap<>();

    private static void pod(String name, String ip, String namespace, Map<String, String> of, Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(of);
        all.put("kubernetes.io/metadata.name", namespace);
        PEERS.put(name, new Peer(ip, all, labels));
    }

    private static Map<String, String> labels(String name, String component) {
        return Map.of("app.kubernetes.io/name", name, "app.kubernetes.io/component", component);
    }

    static {
        Map<String, String> ours = Map.of("app.kubernetes.io/part-of", "naming-of-cats");
        pod("service-a", "10.244.1.2", "naming-of-cats", ours, labels("service-a", "service"));
        pod("service-b", "10.244.1.3", "naming-of-cats", ours, labels("service-b", "service"));
        pod("agent", "10.244.1.4", "naming-of-cats", ours, labels("agent", "vantage"));
        pod("staged", "10.244.1.5", "naming-of-cats-x1", ours, labels("service-b", "service"));
        pod("stranger", "10.244.1.6", "naming-of-cats-x1", ours, labels("stranger", "vantage"));
        pod("envoy", "10.244.1.7", "projectcontour", Map.of(), Map.of("app", "envoy"));
        pod("dns", "10.244.0.2", "kube-system", Map.of(), Map.of("k8s-app", "kube-dns"));
        pod("konnectivity", "10.244.0.3", "kube-system", Map.of(), Map.of("k8s-app", "konnectivity-agent"));
        pod("database", "10.244.2.2", "theirs", Map.of(), labels("service-b", "service"));
        PEERS.put("node", new Peer("172.18.0.3", null, null));
        PEERS.put("outside", new Peer("172.18.0.9", null, null));
        PEERS.put("metadata", new Peer("169.254.169.254", null, null));
        PEERS.put("internet", new Peer("8.8.8.8", null, null));
    }

    private static boolean let(String from, String to, int port) {
        return new Policies(POLICIES).let(PEERS.get(from), PEERS.get(to), port);
    }

    @ParameterizedTest
    @CsvSource({
        "agent, service-a, 8080", "agent, service-b, 8080", "envoy, service-a, 8080", "envoy, service-b, 8080", "node, service-b, 8080",
        "outside, service-b, 8080",                          // the load balancer that keeps the client's address
        "service-a, service-a, 8080",                        // hairpin
        "agent, service-a, 8081", "node, service-a, 8081",   // nobody listens there, and that shall be seen
        "agent, staged, 8080", "agent, envoy, 8080", "agent, envoy, 8002", "agent, node, 30080", "agent, dns, 53",
        "node, agent, 8082", "node, service-a, 8082", "konnectivity, agent, 8082", "konnectivity, service-a, 8082",
        "konnectivity, service-b, 8080"})                    // receipts
    void thePathsOfTheLabAreOpen(String from, String to, int port) {
        assertTrue(let(from, to, port));
    }

    @ParameterizedTest
    @CsvSource({
        "stranger, service-a, 8080", "stranger, service-b, 8080", "stranger, service-a, 8081", "database, service-b, 8080", "dns, service-b, 8080",
        "konnectivity, service-a, 8081",
        "stranger, agent, 8082", "agent, agent, 8082", "service-b, agent, 8082", "envoy, agent, 8082", "envoy, service-a, 8082", "node, service-b, 8082",
        "dns, agent, 8082", "dns, service-a, 8082",
        "agent, node, 6443", "agent, node, 10250", "agent, node, 443", "agent, metadata, 80", "agent, metadata, 30080", "agent, internet, 80",
        "agent, database, 8080", "agent, database, 5432", "agent, database, 30080", "agent, envoy, 8001", "agent, dns, 9153", "agent, konnectivity, 53",
        "service-a, service-b, 8080", "service-a, dns, 53", "service-a, metadata, 80", "service-a, node, 6443", "service-a, internet, 443",
        "service-b, service-a, 8080", "service-b, dns, 53", "service-b, metadata, 80", "service-b, node, 6443", "service-b, internet, 443"})
    void everythingElseIsClosed(String from, String to, int port) {
        assertFalse(let(from, to, port));
    }

    @Test
    void thePodsRangeIsTheClustersOwn() {
        Set<String> excepted = new TreeSet<>();
        POLICIES.forEach(policy -> {
            policy.getSpec().getIngress().forEach(rule -> rule.getFrom().stream().filter(peer -> peer.getIpBlock() != null)
                    .forEach(peer -> excepted.addAll(peer.getIpBlock().getExcept())));
            policy.getSpec().getEgress().forEach(rule -> rule.getTo().stream().filter(peer -> peer.getIpBlock() != null)
                    .forEach(peer -> excepted.addAll(peer.getIpBlock().getExcept())));
        });
        assertEquals(Set.of(Manifests.kindConfig().at("/networking/podSubnet").asText(), "169.254.0.0/16"), excepted);
    }
}
