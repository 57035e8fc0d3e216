package org.namingofcats.probe.page;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Lab;

/** Objects of the API server as the page shows them: those fields, and no others, go to the browser. */
final class Sight {
    private static final String SLICE_OF = "kubernetes.io/service-name";

    private Sight() {}

    /** @param ip its internal address, {@code null} if it has none */
    record NodeSight(String name, String ip, boolean ready, boolean schedulable) {}

    static NodeSight of(Node node) {
        return new NodeSight(node.getMetadata().getName(), node.getStatus().getAddresses().stream()
                .filter(address -> address.getType().equals("InternalIP")).map(address -> address.getAddress()).findFirst().orElse(null),
                Readiness.isNodeReady(node), !Boolean.TRUE.equals(node.getSpec().getUnschedulable()));
    }

    /**
     * @param node       where it runs, {@code null} while nobody has decided
     * @param deleting   whether it was told to end
     * @param agent      whether it is there to dial for us and is no workload
     * @param containers their names, native sidecars last
     */
    record PodSight(String name, String uid, String workload, String node, String ip, String phase, boolean ready,
            boolean deleting, boolean agent, int restarts, String created, List<String> containers) {}

    static PodSight of(Pod pod) {
        List<Container> all = pod.getSpec().getContainers();
        boolean workload = all.stream().flatMap(container -> container.getPorts().stream()).anyMatch(port -> "http".equals(port.getName()));
        Map<String, String> labels = pod.getMetadata().getLabels();
        return new PodSight(pod.getMetadata().getName(), pod.getMetadata().getUid(),
                labels == null ? pod.getMetadata().getName() : labels.getOrDefault(Lab.NAME_LABEL, pod.getMetadata().getName()),
                pod.getSpec().getNodeName(), pod.getStatus().getPodIP(), pod.getStatus().getPhase(), Readiness.isPodReady(pod),
                pod.getMetadata().getDeletionTimestamp() != null, !workload,
                Stream.concat(pod.getStatus().getInitContainerStatuses().stream(), pod.getStatus().getContainerStatuses().stream())
                        .mapToInt(ContainerStatus::getRestartCount).sum(),
                pod.getMetadata().getCreationTimestamp(),
                Stream.concat(all.stream(), pod.getSpec().getInitContainers().stream()
                        .filter(container -> "Always".equals(container.getRestartPolicy()))).map(Container::getName).toList());
    }

    /**
     * @param clusterIp {@code null} when headless or an alias
     * @param nodePort  0 if it has none
     * @param address   its load balancer's, {@code null} if it has none
     * @param empty     whether it is meant to have no pod behind it
     */
    record ServiceSight(String name, String type, String clusterIp, int port, int nodePort, String address, boolean empty) {}

    static ServiceSight of(Service service) {
        boolean headless = "None".equals(service.getSpec().getClusterIP());
        Optional<ServicePort> port = service.getSpec().getPorts().stream().findFirst();
        Map<String, String> annotations = service.getMetadata().getAnnotations();
        return new ServiceSight(service.getMetadata().getName(), headless ? "Headless" : service.getSpec().getType(),
                headless ? null : service.getSpec().getClusterIP(), port.map(ServicePort::getPort).orElse(0),
                port.map(ServicePort::getNodePort).orElse(0),
                service.getStatus() == null || service.getStatus().getLoadBalancer() == null ? null
                        : service.getStatus().getLoadBalancer().getIngress().stream().map(LoadBalancerIngress::getIp)
                                .filter(Objects::nonNull).findFirst().orElse(null),
                annotations != null && "none".equals(annotations.get("namingofcats.org/endpoints")));
    }

    /** The pods that a slice lists behind a Service. */
    record SliceSight(String service, List<EndpointSight> endpoints) {}

    /** @param pod name */
    record EndpointSight(String pod, boolean ready) {}

    static SliceSight of(EndpointSlice slice) {
        return new SliceSight(slice.getMetadata().getLabels() == null ? null : slice.getMetadata().getLabels().get(SLICE_OF),
                slice.getEndpoints() == null ? List.of() : slice.getEndpoints().stream().filter(one -> one.getTargetRef() != null)
                        .map(one -> new EndpointSight(one.getTargetRef().getName(), Boolean.TRUE.equals(one.getConditions().getReady())))
                        .toList());
    }

    /**
     * An Ingress, a Gateway or an HTTPRoute.
     *
     * @param address  IP address it is served at, {@code null} if it has none, or is a route's, whose Gateway has it
     * @param gateways the Gateways a route hangs on
     */
    record RouteSight(String kind, String name, String className, String address, List<String> gateways, List<RuleSight> rules) {}

    /** @param services where it leads; more than one with weights */
    record RuleSight(String host, String path, List<String> services) {}

    static RouteSight of(Ingress ingress) {
        return new RouteSight("Ingress", ingress.getMetadata().getName(), ingress.getSpec().getIngressClassName(),
                ingress.getStatus() == null || ingress.getStatus().getLoadBalancer() == null ? null
                        : ingress.getStatus().getLoadBalancer().getIngress().stream().map(address -> address.getIp())
                                .filter(Objects::nonNull).findFirst().orElse(null),
                List.of(), Stream.concat(ingress.getSpec().getRules().stream().filter(rule -> rule.getHttp() != null)
                        .flatMap(rule -> rule.getHttp().getPaths().stream().map(path -> rule(rule.getHost(), path.getPath(), path.getBackend()))),
                        Stream.ofNullable(ingress.getSpec().getDefaultBackend()).map(backend -> rule(null, null, backend))).toList());
    }

    /** Without a path it takes what no other does. */
    private static RuleSight rule(String host, String path, IngressBackend backend) {
        return new RuleSight(host, Optional.ofNullable(path).orElse("/"),
                backend.getService() == null ? List.of() : List.of(backend.getService().getName()));
    }

    static RouteSight of(Gateway gateway) {
        return new RouteSight("Gateway", gateway.getMetadata().getName(), gateway.getSpec().getGatewayClassName(),
                gateway.getStatus() == null ? null : gateway.getStatus().getAddresses().stream().map(address -> address.getValue())
                        .findFirst().orElse(null), List.of(), List.of());
    }

    static RouteSight of(HTTPRoute route) {
        String host = route.getSpec().getHostnames().stream().findFirst().orElse(null);
        return new RouteSight("HTTPRoute", route.getMetadata().getName(), null, null,
                route.getSpec().getParentRefs().stream().map(parent -> parent.getName()).toList(),
                route.getSpec().getRules().stream().flatMap(rule -> rule.getMatches().stream()
                        .map(match -> new RuleSight(host, match.getPath() == null ? "/" : match.getPath().getValue(),
                                rule.getBackendRefs().stream().map(backend -> backend.getName()).toList()))).toList());
    }
}
