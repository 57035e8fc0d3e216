package org.namingofcats.probe.evidence;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import org.namingofcats.probe.grant.Run;

/**
 * What a user may have dialled by hand beyond what the lab has now: the address where a pod of it may have been a moment
 * ago, the node port that a Service may have had. Not what is somebody else's: of another namespace, or of a node.
 */
final class ByHand {
    /** The API server's default, {@code --service-node-port-range}; nobody can ask it for another. */
    private static final int FIRST_NODE_PORT = 30_000;
    private static final int LAST_NODE_PORT = 32_767;

    private final KubernetesClient client;
    private final String namespace;
    private final Lab lab;

    ByHand(KubernetesClient client, String namespace, Lab lab) {
        this.client = client;
        this.namespace = namespace;
        this.lab = lab;
    }

    /** Names the target of {@code url} if it may be; where it may not, or where that cannot be known, the agent will refuse it. */
    void name(String url, Run run) {
        try {
            URI uri = URI.create(url);
            InetAddress address = InetAddress.ofLiteral(String.valueOf(uri.getHost()).replaceAll("[\\[\\]]", ""));
            int port = uri.getPort() == -1 ? 80 : uri.getPort();
            if (isFreePodAddress(address) || isFreeNodePort(address, port)) {
                run.name(address.getHostAddress(), port);
            }
        } catch (IllegalArgumentException e) {
            // No URL, or one with a name: that leads where the lab's objects are.
        } catch (KubernetesClientException e) {
            if (e.getCode() != 403) {
                throw e;
            }
            // Who may not look whose an address is cannot be sure that it is nobody's.
        }
    }

    /**
     * In a node's range of pods, and of no pod elsewhere, nor the node's own end of the pods' links. The API server finds a pod by its
     * first address alone, so the range must be the node's first one; and by its letters, of which IPv4 has no others.
     */
    private boolean isFreePodAddress(InetAddress address) {
        return address instanceof Inet4Address && lab.silentNodes().isEmpty() && !lab.owners().containsKey(address.getHostAddress())
                && client.nodes().list().getItems().stream().map(node -> node.getSpec().getPodCIDR()).filter(Objects::nonNull)
                        .anyMatch(range -> contains(range, address))
                // All pods of a large cluster are more than is read of any answer.
                && client.pods().inAnyNamespace().withField("status.podIP", address.getHostAddress()).list().getItems().stream()
                        .allMatch(pod -> namespace.equals(pod.getMetadata().getNamespace()));
    }

    private boolean isFreeNodePort(InetAddress address, int port) {
        return port >= FIRST_NODE_PORT && port <= LAST_NODE_PORT
                && lab.nodes().stream().anyMatch(node -> node.ip().equals(address.getHostAddress()))
                && client.services().inAnyNamespace().list().getItems().stream()
                        .filter(service -> !namespace.equals(service.getMetadata().getNamespace()))
                        .flatMap(service -> service.getSpec().getPorts().stream())
                        .noneMatch(of -> Objects.equals(of.getNodePort(), port));
    }

    private static boolean contains(String range, InetAddress address) {
        String[] parts = range.split("/");
        return new IpSubnetFilterRule(parts[0], Integer.parseInt(parts[1]), IpFilterRuleType.ACCEPT)
                .matches(new InetSocketAddress(address, 0));
    }
}
