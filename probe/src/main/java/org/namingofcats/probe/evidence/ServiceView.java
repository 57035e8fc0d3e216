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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
            object.getMetadata().getLabels() == null || !object.getMetadata().getLabels().containsKey(Lab.PART_OF_LABEL));

    private final KubernetesClient client;
    private final String namespace;
    private final Map<String, Lab.Pod> byUid;
    private final Map<String, String> strangers;
    private final List<Lab.Service> services;
    private final List<Ingress> ingresses;
    private final GatewayView gateways;

    /** @param strangers the namespace's pods that are no workloads, with what they say they are, by UID */
    ServiceView(KubernetesClient client, String namespace, List<Lab.Pod> pods, Map<String, String> strangers) {
        this.client = client;
        this.namespace = namespace;
        this.strangers = strangers;
        this.byUid = pods.stream().collect(Collectors.toMap(Lab.Pod::uid, Function.identity()));
        Map<String, List<Endpoint>> ready = ready();
        this.services = client.services().inNamespace(namespace).list().getItems().stream()
                .filter(service -> !service.getSpec().getPorts().isEmpty()) // an ExternalName is an alias, nothing to dial
                .map(service -> service(service, ready.getOrDefault(service.getMetadata().getName(), List.of()))).toList();
        this.ingresses = client.network().v1().ingresses().inNamespace(namespace).list().getItems().stream().sorted(OURS_FIRST).toList();
        this.gateways = new GatewayView(client, namespace, services);
    }

    List<Lab.Service> services() {
        return services;
    }

    /** Every path of every Ingress rule, and those of HTTPRoutes. A rule may have a host only, and a backend may be no Service. */
    Stream<Route> routes() {
        return Stream.concat(ingresses.stream().flatMap(this::routes), gateways.routes().stream());
    }

    /** What Ingresses of other namespaces route at the addresses of these. Nobody asks by them, but they may open what is closed here. */
    Stream<Route> routesElsewhere() {
        Set<String> addresses = addresses();
        return addresses.isEmpty() ? Stream.empty() : IfAllowed.list(() -> client.network().v1().ingresses().inAnyNamespace().list().getItems()).stream()
                .filter(ingress -> !namespace.equals(ingress.getMetadata().getNamespace()) && addresses.contains(address(ingress))).flatMap(this::routes);
    }

    private Stream<Route> routes(Ingress ingress) {
        return ingress.getSpec().getRules().stream().filter(rule -> rule.getHttp() != null)
                .flatMap(rule -> rule.getHttp().getPaths().stream().map(path -> route(ingress, rule, path)));
    }

    /**
     * The pods that an Ingress's or a Gateway's address leads to: those behind the Service, wherever it is, that has this address.
     * Who may not look into other namespaces sees none, and a controller's address will then be nobody's.
     */
    Map<String, Owner> controllers() {
        Set<String> addresses = addresses();
        List<Endpoint> theirs = addresses.isEmpty() ? List.of() : IfAllowed.list(() -> client.services().inAnyNamespace().list().getItems().stream()
                .filter(service -> addresses.contains(address(service)))
                .flatMap(service -> endpoints(service.getMetadata().getNamespace(), service.getMetadata().getName()))
                .filter(endpoint -> endpoint.getTargetRef() != null).toList());
        Map<String, Owner> owners = new HashMap<>();
        theirs.forEach(endpoint -> endpoint.getAddresses().forEach(address ->
                owners.put(address, new Owner(Owner.CONTROLLER, endpoint.getTargetRef().getName()))));
        return owners;
    }

    /** Where the Ingresses and Gateways are served. */
    private Set<String> addresses() {
        return Stream.concat(ingresses.stream().map(ServiceView::address).filter(Objects::nonNull), gateways.addresses().stream()).collect(Collectors.toSet());
    }

    private Stream<Endpoint> endpoints(String where, String service) {
        return client.discovery().v1().endpointSlices().inNamespace(where).withLabel(SLICE_OF, service).list().getItems()
                .stream().flatMap(ServiceView::endpoints);
    }

    /** A slice of a Service that selects nobody has {@code endpoints: null}, not an empty list. */
    private static Stream<Endpoint> endpoints(EndpointSlice slice) {
        return slice.getEndpoints() == null ? Stream.empty() : slice.getEndpoints().stream();
    }

    /** The endpoints of each Service that are ready: so is one of which nothing is said (EndpointConditions of the API). */
    private Map<String, List<Endpoint>> ready() {
        return client.discovery().v1().endpointSlices().inNamespace(namespace).withLabel(SLICE_OF).list().getItems().stream()
                .collect(Collectors.groupingBy(slice -> slice.getMetadata().getLabels().get(SLICE_OF), Collectors.flatMapping(slice -> endpoints(slice)
                        .filter(endpoint -> endpoint.getConditions() == null || !Boolean.FALSE.equals(endpoint.getConditions().getReady())),
                        Collectors.toList())));
    }

    private Lab.Service service(Service service, List<Endpoint> endpoints) {
        Set<Lab.Pod> ready = endpoints.stream().map(this::pod).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
        ServicePort port = port(service, ready);
        boolean headless = "None".equals(service.getSpec().getClusterIP());
        String workload = workload(service, ready);
        return new Lab.Service(service.getMetadata().getName(), service.getMetadata().getNamespace(), workload,
                workload != null && isOfOthers(service, endpoints) ? Lab.Service.OF_OTHERS : headless ? "Headless" : service.getSpec().getType(),
                headless ? null : service.getSpec().getClusterIP(),
                port.getPort(), Optional.ofNullable(port.getNodePort()).orElse(0), address(service),
                "Local".equals(service.getSpec().getExternalTrafficPolicy()), ready,
                "ClientIP".equals(service.getSpec().getSessionAffinity()), "Local".equals(service.getSpec().getInternalTrafficPolicy()), near(endpoints));
    }

    private Lab.Pod pod(Endpoint endpoint) {
        return byUid.get(uid(endpoint));
    }

    /** Of the pod behind it; empty if it is no pod. */
    private static String uid(Endpoint endpoint) {
        return endpoint.getTargetRef() == null ? "" : String.valueOf(endpoint.getTargetRef().getUid());
    }

    /** The one that leads to the workloads' own port, or is called like it; of several a Service may have another first. */
    private static ServicePort port(Service service, Set<Lab.Pod> ready) {
        Set<Object> theirs = Stream.concat(Stream.of("http"), ready.stream().map(Lab.Pod::port)).collect(Collectors.toSet());
        return service.getSpec().getPorts().stream().filter(port -> port.getProtocol() == null || port.getProtocol().equals("TCP"))
                .filter(port -> theirs.contains(port.getName()) || port.getTargetPort() != null && theirs.contains(port.getTargetPort().getValue()))
                .findFirst().orElseGet(service.getSpec().getPorts()::getFirst);
    }

    /**
     * Whether all that is behind it are strangers, and it does not say that it is a workload's: a user may run what he likes beside the lab.
     * One that says it is part of the lab, or whose selector leads astray from what its label says, is the lab's, and broken.
     */
    private boolean isOfOthers(Service service, List<Endpoint> ready) {
        Map<String, String> labels = service.getMetadata().getLabels();
        String said = labels == null ? null : labels.get(Lab.NAME_LABEL);
        boolean ours = labels != null && Lab.PART.equals(labels.get(Lab.PART_OF_LABEL));
        return !ours && !ready.isEmpty() && ready.stream().map(endpoint -> uid(endpoint).isEmpty() ? "" : strangers.get(uid(endpoint)))
                .allMatch(name -> name != null && (said == null || said.equals(name)));
    }

    /** Those that hints send the same node or zone to (topology aware routing). */
    private List<Set<Lab.Pod>> near(List<Endpoint> ready) {
        return ready.stream().filter(endpoint -> endpoint.getHints() != null && pod(endpoint) != null)
                .flatMap(endpoint -> Stream.concat(endpoint.getHints().getForNodes().stream().map(node -> "node " + node.getName()),
                        endpoint.getHints().getForZones().stream().map(zone -> "zone " + zone.getName())).map(place -> Map.entry(place, pod(endpoint))))
                .collect(Collectors.groupingBy(Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableSet())))
                .values().stream().distinct().toList();
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
        String from = ingress.getMetadata().getNamespace();
        boolean elsewhere = !namespace.equals(from);
        return new Route(Route.Kind.INGRESS, (elsewhere ? from + "/" : "") + ingress.getMetadata().getName(),
                ingress.getSpec().getIngressClassName(), address(ingress), rule.getHost(), Optional.ofNullable(path.getPath()).orElse("/"), "Prefix".equals(path.getPathType()), Map.of(),
                backend == null || elsewhere ? null : named(services, backend.getName(), namespace),
                "ImplementationSpecific".equals(path.getPathType()));
    }

    /** {@code null} if no workload will answer. */
    static Lab.Service named(List<Lab.Service> services, String name, String namespace) {
        Lab.Service named = services.stream().filter(service -> service.name().equals(name)).findFirst()
                .orElseGet(() -> Lab.Service.missing(name, namespace));
        return named.isOfOthers() ? null : named;
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
