package org.namingofcats.probe.evidence;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Lab.Route;

/**
 * The Gateways and HTTPRoutes of a namespace. A cluster without the Gateway API, or a user who may not look, has none:
 * then its path is skipped.
 */
final class GatewayView {
    private static final Set<Integer> NOT_HERE = Set.of(403, 404);
    private static final String PATTERN = "RegularExpression";

    private final List<Lab.Service> services;
    private final Map<String, Gateway> gateways;
    private final List<HTTPRoute> routes;

    GatewayView(KubernetesClient client, String namespace, List<Lab.Service> services) {
        this.services = services;
        List<Gateway> found = new ArrayList<>();
        List<HTTPRoute> hung = new ArrayList<>();
        try {
            found.addAll(client.resources(Gateway.class).inNamespace(namespace).list().getItems());
            hung.addAll(client.resources(HTTPRoute.class).inNamespace(namespace).list().getItems());
            hung.sort(ServiceView.OURS_FIRST);
        } catch (KubernetesClientException e) {
            if (!NOT_HERE.contains(e.getCode())) {
                throw e;
            }
        }
        this.gateways = found.stream().collect(Collectors.toMap(gateway -> gateway.getMetadata().getName(), gateway -> gateway));
        this.routes = hung;
    }

    /** Addresses of the Gateways. */
    Set<String> addresses() {
        return gateways.values().stream().map(GatewayView::address).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /**
     * Every path of every rule of every HTTPRoute that hangs on one of the Gateways, as far as it says itself which request it matches. Of a
     * pattern it is known that it may match, so it is loose, and leads to no Service that could be asked for.
     */
    List<Route> routes() {
        return routes.stream().flatMap(route -> route.getSpec().getParentRefs().stream()
                .filter(parent -> parent.getNamespace() == null || parent.getNamespace().equals(route.getMetadata().getNamespace()))
                .flatMap(parent -> Stream.ofNullable(gateways.get(parent.getName())).flatMap(gateway -> routes(route, gateway, port(gateway, parent))))).toList();
    }

    /** That of the first listener for HTTP that the route may hang on. */
    private static int port(Gateway gateway, ParentReference parent) {
        return gateway.getSpec().getListeners().stream().filter(listener -> "HTTP".equals(listener.getProtocol()))
                .filter(listener -> parent.getSectionName() == null || parent.getSectionName().equals(listener.getName()))
                .filter(listener -> parent.getPort() == null || parent.getPort().equals(listener.getPort()))
                .map(Listener::getPort).findFirst().orElse(80);
    }

    private Stream<Route> routes(HTTPRoute route, Gateway gateway, int port) {
        String host = route.getSpec().getHostnames().stream().findFirst().orElse(null);
        return route.getSpec().getRules().stream().flatMap(rule -> rule.getMatches().stream()
                .filter(GatewayView::isPlain)
                .map(match -> new Route(Route.Kind.GATEWAY, route.getMetadata().getName(), gateway.getSpec().getGatewayClassName(),
                        address(gateway), host, match.getPath().getValue(), "PathPrefix".equals(match.getPath().getType()),
                        headers(match), isPattern(match) ? null : service(route, rule), isPattern(match), port)));
    }

    /** Without a method, a query or a header told by a pattern: a GET of the path with the headers is what it matches. */
    private static boolean isPlain(HTTPRouteMatch match) {
        return match.getPath() != null && match.getMethod() == null && match.getQueryParams().isEmpty()
                && match.getHeaders().stream().map(HTTPHeaderMatch::getType).noneMatch(PATTERN::equals);
    }

    private static boolean isPattern(HTTPRouteMatch match) {
        return PATTERN.equals(match.getPath().getType());
    }

    private static Map<String, String> headers(HTTPRouteMatch match) {
        Map<String, String> headers = new TreeMap<>();
        match.getHeaders().forEach(header -> headers.put(header.getName(), header.getValue()));
        return headers;
    }

    /** Of several backends with weights nobody can say beforehand which one answers; those of other kinds and namespaces are not the lab's. */
    private Lab.Service service(HTTPRoute route, HTTPRouteRule rule) {
        String here = route.getMetadata().getNamespace();
        return rule.getBackendRefs().size() != 1 ? null : rule.getBackendRefs().stream()
                .filter(backend -> backend.getKind() == null || backend.getKind().equals("Service"))
                .filter(backend -> backend.getNamespace() == null || backend.getNamespace().equals(here))
                .findFirst().map(backend -> ServiceView.named(services, backend.getName(), here)).orElse(null);
    }

    private static String address(Gateway gateway) {
        return gateway.getStatus() == null ? null : gateway.getStatus().getAddresses().stream()
                .filter(address -> "IPAddress".equals(address.getType())).map(address -> address.getValue()).findFirst().orElse(null);
    }
}
