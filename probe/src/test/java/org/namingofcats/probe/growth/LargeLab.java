package org.namingofcats.probe.growth;

import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Lab;

/**
 * The objects of a lab as large as one likes: one pod of service-a with its sidecar, the rest of service-b, the Services and
 * the Ingress and the Gateway of {@code k8s/}, and on each node two agents.
 *
 * @param nodes how many nodes
 * @param count how many workload pods, at least 2
 */
record LargeLab(int nodes, int count) {
    static final String LAB = "naming-of-cats";
    static final String NODES = "naming-of-cats-nodes";
    static final String CONTROLLER = "projectcontour";
    static final String ENVOY = "10.246.0.1";
    static final String INGRESS = "172.31.255.9";
    static final int SIDECAR = 8081;

    /** A Service of the lab; its workload is {@code null} when it has none. */
    record Named(String name, String workload, String type, String clusterIp, Integer nodePort, String address) {}

    static final List<Named> SERVICES = List.of(
            new Named("service-a", "service-a", "ClusterIP", "10.96.0.1", null, null),
            new Named("service-b", "service-b", "ClusterIP", "10.96.0.2", null, null),
            new Named("nobody", null, "ClusterIP", "10.96.0.3", null, null),
            new Named("service-a-node-port", "service-a", "NodePort", "10.96.0.4", 30004, null),
            new Named("service-b-node-port", "service-b", "NodePort", "10.96.0.5", 30005, null),
            new Named("service-a-load-balancer", "service-a", "LoadBalancer", "10.96.0.6", 30006, "172.31.255.1"),
            new Named("service-b-load-balancer", "service-b", "LoadBalancer", "10.96.0.7", 30007, "172.31.255.2"));

    /** Workload pods, service-a's first. */
    List<Lab.Pod> workloads() {
        return IntStream.range(0, count).mapToObj(i -> i == 0
                ? new Lab.Pod("service-a-0", LAB, "uid-w0", address("10.244", 0), "node-0", "service-a", 8080, Map.of("sidecar", SIDECAR))
                : new Lab.Pod("service-b-" + i, LAB, "uid-w" + i, address("10.244", i), "node-" + i % nodes, "service-b", 8080, Map.of())).toList();
    }

    List<Lab.Pod> behind(Named service) {
        return workloads().stream().filter(pod -> pod.workload().equals(service.workload())).toList();
    }

    /** An agent's pod is called after its node, {@code agent-0} or {@code node-agent-0}. */
    static String agentAddress(int node) {
        return address("10.245", node);
    }

    static String nodeAddress(int node) {
        return address("172.18", node);
    }

    private static String address(String prefix, int number) {
        return prefix + "." + (1 + number / 250) + "." + (1 + number % 250);
    }

    List<Node> nodeObjects() {
        return IntStream.range(0, nodes).mapToObj(i -> new NodeBuilder().withNewMetadata().withName("node-" + i).endMetadata()
                .withNewStatus().addNewAddress(nodeAddress(i), "InternalIP").addNewCondition().withType("Ready").withStatus("True").endCondition()
                .endStatus().build()).toList();
    }

    /** Pods of the lab's namespace: workloads, and an agent on the pod network of each node. */
    List<Pod> labPods() {
        List<Pod> pods = new ArrayList<>();
        workloads().forEach(pod -> pods.add(pod.localPorts().isEmpty() ? pod(pod, "http", 8080, false)
                : new PodBuilder(pod(pod, "http", 8080, false)).editSpec()
                        .addNewContainer().withName("agent").addNewPort().withName("agent").withContainerPort(8082).endPort().endContainer()
                        .addNewInitContainer().withName("sidecar").withRestartPolicy("Always")
                        .addNewPort().withName("sidecar").withContainerPort(SIDECAR).endPort().endInitContainer().endSpec().build()));
        IntStream.range(0, nodes).forEach(i -> pods.add(pod(new Lab.Pod("agent-" + i, LAB, "uid-p" + i, agentAddress(i), "node-" + i, "agent",
                8082, Map.of()), "agent", 8082, false)));
        return pods;
    }

    /** Agents on the host network. */
    List<Pod> nodeAgents() {
        return IntStream.range(0, nodes).mapToObj(i -> pod(new Lab.Pod("node-agent-" + i, NODES, "uid-n" + i, nodeAddress(i), "node-" + i,
                "node-agent", 8082, Map.of()), "agent", 8082, true)).toList();
    }

    private static Pod pod(Lab.Pod pod, String port, int number, boolean hostNetwork) {
        return new PodBuilder().withNewMetadata().withName(pod.name()).withNamespace(pod.namespace()).withUid(pod.uid())
                .addToLabels(Lab.NAME_LABEL, pod.workload()).addToLabels("app.kubernetes.io/part-of", "naming-of-cats").endMetadata()
                .withNewSpec().withNodeName(pod.node()).withHostNetwork(hostNetwork).addNewContainer().withName(pod.workload())
                .addNewPort().withName(port).withContainerPort(number).endPort().endContainer().endSpec()
                .withNewStatus().withPhase("Running").withPodIP(pod.ip()).addNewCondition().withType("Ready").withStatus("True").endCondition()
                .endStatus().build();
    }

    List<Service> services() {
        return SERVICES.stream().map(service -> service(service, LAB)).toList();
    }

    /** The Ingress controller's own Service, in another namespace. */
    Service controller() {
        return service(new Named("envoy", "envoy", "LoadBalancer", "10.96.0.9", null, INGRESS), CONTROLLER);
    }

    private static Service service(Named service, String namespace) {
        ServiceBuilder builder = new ServiceBuilder().withNewMetadata().withName(service.name()).withNamespace(namespace)
                .addToLabels(Lab.NAME_LABEL, service.workload() == null ? service.name() : service.workload()).endMetadata()
                .withNewSpec().withType(service.type()).withClusterIP(service.clusterIp())
                .addNewPort().withPort(80).withNodePort(service.nodePort()).endPort().endSpec();
        if (service.workload() == null) {
            builder.editMetadata().addToAnnotations("namingofcats.org/endpoints", "none").endMetadata();
        }
        if (service.address() != null) {
            builder.withNewStatus().withNewLoadBalancer().addNewIngress().withIp(service.address()).endIngress().endLoadBalancer().endStatus();
        }
        return builder.build();
    }

    /** EndpointSlices of a hundred endpoints each, as Kubernetes cuts them. */
    List<EndpointSlice> slices() {
        return SERVICES.stream().filter(service -> service.workload() != null).flatMap(service -> {
            List<Lab.Pod> behind = behind(service);
            return IntStream.iterate(0, i -> i < behind.size(), i -> i + 100).mapToObj(i ->
                    slice(service.name(), LAB, behind.subList(i, Math.min(i + 100, behind.size()))));
        }).toList();
    }

    EndpointSlice controllerSlice() {
        return slice("envoy", CONTROLLER, List.of(new Lab.Pod("envoy-0", CONTROLLER, "uid-e", ENVOY, "node-0", "envoy", 8080, Map.of())));
    }

    private static EndpointSlice slice(String service, String namespace, List<Lab.Pod> pods) {
        EndpointSliceBuilder slice = new EndpointSliceBuilder().withNewMetadata().withName(service + "-" + pods.getFirst().name())
                .withNamespace(namespace).addToLabels("kubernetes.io/service-name", service).endMetadata().withAddressType("IPv4");
        pods.forEach(pod -> slice.addNewEndpoint().withAddresses(pod.ip()).withNewConditions().withReady(true).endConditions()
                .withNewTargetRef().withKind("Pod").withName(pod.name()).withUid(pod.uid()).endTargetRef().endEndpoint());
        return slice.build();
    }

    Ingress ingress() {
        return new IngressBuilder().withNewMetadata().withName("lab").withNamespace(LAB).endMetadata()
                .withNewSpec().withIngressClassName("contour").addNewRule().withNewHttp()
                .addNewPath().withPath("/mypathA").withPathType("Prefix").withNewBackend().withNewService().withName("service-a").endService().endBackend().endPath()
                .addNewPath().withPath("/myPathB").withPathType("Prefix").withNewBackend().withNewService().withName("service-b").endService().endBackend().endPath()
                .endHttp().endRule().endSpec()
                .withNewStatus().withNewLoadBalancer().addNewIngress().withIp(INGRESS).endIngress().endLoadBalancer().endStatus().build();
    }

    Gateway gateway() {
        return new GatewayBuilder().withNewMetadata().withName("lab").withNamespace(LAB).endMetadata().withNewSpec().withGatewayClassName("contour").endSpec()
                .withNewStatus().addNewAddress().withType("IPAddress").withValue(INGRESS).endAddress().endStatus().build();
    }

    /** Its paths are the Ingress's, for a host of its own. */
    HTTPRoute route() {
        return new HTTPRouteBuilder().withNewMetadata().withName("lab").withNamespace(LAB).endMetadata()
                .withNewSpec().addNewParentRef().withName("lab").endParentRef().withHostnames("gateway.example")
                .addNewRule().addNewMatch().withNewPath().withType("PathPrefix").withValue("/mypathA").endPath().endMatch().addNewBackendRef().withName("service-a").endBackendRef().endRule()
                .addNewRule().addNewMatch().withNewPath().withType("PathPrefix").withValue("/myPathB").endPath().endMatch().addNewBackendRef().withName("service-b").endBackendRef().endRule()
                .endSpec().build();
    }

    /** What an API server answers when it is asked for all of them. */
    static String list(Stream<? extends HasMetadata> objects) {
        return Serialization.asJson(new KubernetesListBuilder().withItems(objects.map(HasMetadata.class::cast).toList()).build());
    }
}
