package org.namingofcats.probe.doctor;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the lab needs of a cluster, whoever made it. A question that this account may not ask is no finding against it. */
public final class ClusterExam {
    private static final String RIGHTS = "an administrator sees it; what the probe itself needs is in k8s/base/rbac.yaml";

    private final KubernetesClient client;

    public ClusterExam(KubernetesClient client) {
        this.client = client;
    }

    /**
     * One finding for each part.
     *
     * @throws KubernetesClientException when there is no API server
     */
    public List<Finding> look() {
        String version = client.getKubernetesVersion().getGitVersion();
        return List.of(Finding.well("API server", version + " at " + client.getMasterUrl().toString().replaceAll("/$", "")),
                allowed("nodes", this::nodes),
                allowed("cluster DNS", this::dns),
                allowed("load balancer", this::loadBalancer),
                allowed("ingress class", () -> classes("ingress class", "Ingress",
                        client.network().v1().ingressClasses().list().getItems().stream().map(c -> c.getMetadata().getName()).toList())),
                allowed("gateway class", () -> classes("gateway class", "Gateway API",
                        client.genericKubernetesResources("gateway.networking.k8s.io/v1", "GatewayClass").list().getItems().stream()
                                .map(c -> c.getMetadata().getName()).toList())));
    }

    /** Looks, unless the API server refuses. */
    static Finding allowed(String what, Supplier<Finding> look) {
        try {
            return look.get();
        } catch (KubernetesClientException e) {
            return e.getCode() == 403 ? Finding.unknown(what, "this account may not look", RIGHTS)
                    : e.getCode() == 404 ? Finding.spare(what, "this cluster does not know such a thing", null)
                    : Finding.unknown(what, String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given"), null);
        }
    }

    private Finding nodes() {
        List<Node> nodes = client.nodes().list().getItems();
        String sick = nodes.stream().filter(node -> !Readiness.isNodeReady(node)).map(node -> node.getMetadata().getName()).collect(Collectors.joining(", "));
        if (!sick.isEmpty()) {
            return Finding.missing("nodes", "not ready: " + sick, "`kubectl describe node` tells why; `make up` starts nodes that were stopped");
        }
        return nodes.size() > 1 ? Finding.well("nodes", nodes.size() + ", all ready")
                : Finding.spare("nodes", "one only: what two nodes are needed for is skipped", "`make up` makes a cluster with three");
    }

    private Finding dns() {
        long serving = client.discovery().v1().endpointSlices().inNamespace("kube-system")
                .withLabel("kubernetes.io/service-name", "kube-dns").list().getItems().stream()
                .flatMap(slice -> Stream.ofNullable(slice.getEndpoints()).flatMap(List::stream))
                .filter(endpoint -> !Boolean.FALSE.equals(endpoint.getConditions().getReady())).count();
        return serving > 0 ? Finding.well("cluster DNS", serving + " pods answer for kube-dns")
                : Finding.missing("cluster DNS", "Service kube-dns has no ready endpoint", "`kubectl -n kube-system get pods -l k8s-app=kube-dns`");
    }

    private Finding loadBalancer() {
        List<Service> wanted = client.services().inAnyNamespace().list().getItems().stream()
                .filter(service -> "LoadBalancer".equals(service.getSpec().getType())).toList();
        List<String> given = wanted.stream().flatMap(service -> Stream.ofNullable(service.getStatus().getLoadBalancer()))
                .flatMap(balancer -> Stream.ofNullable(balancer.getIngress()).flatMap(List::stream))
                .map(LoadBalancerIngress::getIp).filter(Objects::nonNull).distinct().toList();
        if (wanted.isEmpty()) {
            return Finding.unknown("load balancer", "no Service of that type asks for an address yet", null);
        }
        return given.isEmpty() ? Finding.spare("load balancer", "nobody gives IP addresses to " + wanted.size()
                + " Services: that path is skipped", "`make up` brings MetalLB; elsewhere install one, if yours does not give names instead")
                : Finding.well("load balancer", given.size() + " addresses given, for " + wanted.size() + " Services");
    }

    private static Finding classes(String what, String path, List<String> names) {
        return names.isEmpty() ? Finding.spare(what, "none: the " + path + " path is skipped", "`make up` brings Contour; elsewhere install a controller")
                : Finding.well(what, String.join(", ", names));
    }
}
