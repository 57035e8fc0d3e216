package org.namingofcats.probe.safety;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** NetworkPolicies as the API documents them: what is selected is closed but for what some policy opens. */
record Policies(List<NetworkPolicy> all) {

    /**
     * Somebody who calls or is called.
     *
     * @param namespace labels of its namespace, {@code null} when it is no pod
     * @param pod       its own labels
     */
    record Peer(String ip, Map<String, String> namespace, Map<String, String> pod) {}

    boolean let(Peer from, Peer to, int port) {
        return opens("Egress", from, to, port) && opens("Ingress", to, from, port);
    }

    private boolean opens(String direction, Peer subject, Peer other, int port) {
        List<NetworkPolicy> concerned = all.stream().filter(policy -> subject.namespace() != null
                && policy.getMetadata().getNamespace().equals(subject.namespace().get("kubernetes.io/metadata.name"))
                && policy.getSpec().getPolicyTypes().contains(direction)
                && matches(policy.getSpec().getPodSelector(), subject.pod())).toList();
        return concerned.isEmpty() || concerned.stream().anyMatch(policy -> direction.equals("Ingress")
                ? policy.getSpec().getIngress().stream().anyMatch(rule -> rule(policy, rule.getFrom(), rule.getPorts(), other, port))
                : policy.getSpec().getEgress().stream().anyMatch(rule -> rule(policy, rule.getTo(), rule.getPorts(), other, port)));
    }

    private static boolean rule(NetworkPolicy policy, List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports, Peer other, int port) {
        return (peers.isEmpty() || peers.stream().anyMatch(peer -> peer(policy, peer, other)))
                && (ports.isEmpty() || ports.stream().anyMatch(one -> port >= one.getPort().getIntVal()
                        && port <= (one.getEndPort() == null ? one.getPort().getIntVal() : one.getEndPort())));
    }

    private static boolean peer(NetworkPolicy policy, NetworkPolicyPeer peer, Peer other) {
        if (peer.getIpBlock() != null) {
            return within(peer.getIpBlock(), other.ip());
        }
        if (other.namespace() == null) {
            return false;
        }
        boolean there = peer.getNamespaceSelector() == null
                ? policy.getMetadata().getNamespace().equals(other.namespace().get("kubernetes.io/metadata.name"))
                : matches(peer.getNamespaceSelector(), other.namespace());
        return there && (peer.getPodSelector() == null || matches(peer.getPodSelector(), other.pod()));
    }

    private static boolean within(IPBlock block, String ip) {
        return contains(block.getCidr(), ip) && block.getExcept().stream().noneMatch(except -> contains(except, ip));
    }

    private static boolean contains(String range, String ip) {
        String[] parts = range.split("/");
        return new IpSubnetFilterRule(parts[0], Integer.parseInt(parts[1]), IpFilterRuleType.ACCEPT).matches(new InetSocketAddress(ip, 0));
    }

    private static boolean matches(LabelSelector selector, Map<String, String> labels) {
        boolean all = selector.getMatchLabels() == null || labels.entrySet().containsAll(selector.getMatchLabels().entrySet());
        return all && selector.getMatchExpressions().stream().allMatch(expression -> {
            boolean among = expression.getValues().contains(labels.get(expression.getKey()));
            return switch (expression.getOperator()) {
                case "In" -> among;
                case "NotIn" -> !among; // also when there is no such label
                default -> throw new IllegalArgumentException("this test does not know the operator " + expression.getOperator());
            };
        });
    }
}
