package org.namingofcats.probe.evidence;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Lab.Owner;
import org.namingofcats.probe.evidence.Lab.Route;

/** The Services and Ingresses of the lab with the pods behind them, as EndpointSlices tell (Endpoints are deprecated). */
final class ServiceView {
    private static final String SLICE_OF = "kubernetes.io/service-name";
    /** A Service without endpoints is broken, unless this annotation says {@value #NONE}. */
    private static final String ENDPOINTS = "namingofcats.org/endpoints";
    private static final String NONE = "none";

    /** What the lab comes with is called as its pages call it, whatever a user adds. */
    static final Comparator<HasMetadata> OURS_FIRST = Comparator.comparing(object ->
            object.getMetadata().getLabels() == null || !object.getMetadata().getLabels().containsKey("app.kubernetes.io/part-of"));

    private final KubernetesClient client;
    private final String namespace;
    private final List<Lab.Service> services;
    private final GatewayView gateways;

    ServiceView(KubernetesClient client, String namespace, List<Lab.Pod> pods) {
        this.client = client;
        this.namespace = namespace;
        Map<String, Set<String>> ready = readyUids();
        Map<String, Lab.Pod> byUid = pods.stream().collect(Collectors.toMap(Lab.Pod::uid, Function.identity()));
        this.services = client.services().inNamespace(namespace).list().getItems().stream()
                .filter(service -> !service.getSpec().getPorts().isEmpty()) // an ExternalName is an alias, nothing to dial
                .map(service -> service(service, ready.getOrDefault(service.getMetadata().getName(), Set.of()).stream()
                        .map(byUid::get).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet())))
                .toList();
        this.gateways = new GatewayView(client, namespace, services);
    }

    List<Lab.Service> services() {
        return services;
    }

    /** Every path of every Ingress rule, and those of HTTPRoutes. A rule may have a host only, and a backend may be no Service. */
    List<Route> routes() {
        return Stream.concat(ingresses().flatMap(ingress -> ingress.getSpec().getRules().stream().filter(rule -> rule.getHttp() != null)
                .flatMap(rule -> rule.getHttp().getPaths().stream().map(path -> route(ingress, rule, path)))),
                gateways.routes().stream()).toList();
    }

    /**
     * The pods that an Ingress's or a Gateway's address leads to: those behind the Service, wherever it is, that has this address.
     * Who may not look into other namespaces sees none, and a controller's address will then be nobody's.
     */
    Map<String, Owner> controllers() {
        Set<String> addresses = Stream.concat(ingresses().map(ServiceView::address).filter(Objects::nonNull),
                gateways.addresses().stream()).collect(Collectors.toSet());
        Map<String, Owner> owners = new HashMap<>();
        if (addresses.isEmpty()) {
            return owners;
        }
        try {
            client.services().inAnyNamespace().list().getItems().stream()
                    .filter(service -> addresses.contains(address(service)))
                    .flatMap(service -> endpoints(service.getMetadata().getNamespace(), service.getMetadata().getName()))
                    .filter(endpoint -> endpoint.getTargetRef() != null)
                    .forEach(endpoint -> endpoint.getAddresses().forEach(address ->
                            owners.put(address, new Owner(Owner.CONTROLLER, endpoint.getTargetRef().getName()))));
        } catch (KubernetesClientException e) {
            if (e.getCode() != 403) {
                throw e;
            }
        }
        return owners;
    }

    private Stream<Ingress> ingresses() {
        return client.network().v1().ingresses().inNamespace(namespace).list().getItems().stream().sorted(OURS_FIRST);
    }

    private Stream<Endpoint> endpoints(String where, String service) {
        return client.discovery().v1().endpointSlices().inNamespace(where).withLabel(SLICE_OF, service).list().getItems()
                .stream().flatMap(ServiceView::endpoints);
    }

    /** A slice of a Service that selects nobody has {@code endpoints: null}, not an empty list. */
    private static Stream<Endpoint> endpoints(EndpointSlice slice) {
        return slice.getEndpoints() == null ? Stream.empty() : slice.getEndpoints().stream();
    }

    private Map<String, Set<String>> readyUids() {
        return client.discovery().v1().endpointSlices().inNamespace(namespace).withLabel(SLICE_OF).list().getItems().stream()
                .collect(Collectors.groupingBy(slice -> slice.getMetadata().getLabels().get(SLICE_OF),
                        Collectors.flatMapping(slice -> endpoints(slice)
                                .filter(endpoint -> Boolean.TRUE.equals(endpoint.getConditions().getReady()))
                                .filter(endpoint -> endpoint.getTargetRef() != null)
                                .map(endpoint -> endpoint.getTargetRef().getUid()), Collectors.toSet())));
    }

    private static Lab.Service service(Service service, Set<Lab.Pod> ready) {
        ServicePort port = service.getSpec().getPorts().getFirst();
        boolean headless = "None".equals(service.getSpec().getClusterIP());
        return new Lab.Service(service.getMetadata().getName(), service.getMetadata().getNamespace(), workload(service, ready),
                headless ? "Headless" : service.getSpec().getType(), headless ? null : service.getSpec().getClusterIP(),
                port.getPort(), Optional.ofNullable(port.getNodePort()).orElse(0), address(service),
                "Local".equals(service.getSpec().getExternalTrafficPolicy()), ready,
                "ClientIP".equals(service.getSpec().getSessionAffinity()), "Local".equals(service.getSpec().getInternalTrafficPolicy()));
    }

    /**
     * What a Service should lead to stands in its labels: its selector is one of the things that may be broken. One that says nothing there
     * means whose pods it has, if they are all of one workload.
     */
    private static String workload(Service service, Set<Lab.Pod> ready) {
        Map<String, String> annotations = service.getMetadata().getAnnotations();
        Map<String, String> labels = service.getMetadata().getLabels();
        List<String> theirs = ready.stream().map(Lab.Pod::workload).distinct().toList();
        return annotations != null && NONE.equals(annotations.get(ENDPOINTS)) ? null
                : labels != null && labels.containsKey(Lab.NAME_LABEL) ? labels.get(Lab.NAME_LABEL)
                : theirs.size() == 1 ? theirs.getFirst() : service.getMetadata().getName();
    }

    private Route route(Ingress ingress, IngressRule rule, HTTPIngressPath path) {
        IngressServiceBackend backend = path.getBackend().getService();
        return new Route(Route.Kind.INGRESS, ingress.getMetadata().getName(), ingress.getSpec().getIngressClassName(), address(ingress),
                rule.getHost(), Optional.ofNullable(path.getPath()).orElse("/"), "Prefix".equals(path.getPathType()), Map.of(),
                backend == null ? null : named(services, backend.getName(), ingress.getMetadata().getNamespace()),
                "ImplementationSpecific".equals(path.getPathType()));
    }

    static Lab.Service named(List<Lab.Service> services, String name, String namespace) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst().orElseGet(() -> Lab.Service.missing(name, namespace));
    }

    private static String address(Service service) {
        return service.getStatus() == null || service.getStatus().getLoadBalancer() == null ? null
                : service.getStatus().getLoadBalancer().getIngress().stream()
                        .map(LoadBalancerIngress::getIp).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static String address(Ingress ingress) {
        return ingress.getStatus() == null || ingress.getStatus().getLoadBalancer() == null ? null
                : ingress.getStatus().getLoadBalancer().getIngress().stream()
                        .map(address -> address.getIp()).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
