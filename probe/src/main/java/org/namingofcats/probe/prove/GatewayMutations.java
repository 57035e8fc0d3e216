package org.namingofcats.probe.prove;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.client.dsl.Resource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** A route that leads where no path should. */
@Singleton
class GatewayMutations {
    private static Resource<HTTPRoute> lab(Target target) {
        return target.client().resources(HTTPRoute.class).inNamespace(target.namespace()).withName("lab");
    }

    /** Every GET leads to service-b, to which the route with a header leads as well: a method weighs more than a header. */
    @Produces
    @Singleton
    Mutation everyPathTaken() {
        return Mutation.of("route-takes-every-path", target -> target.patch(lab(target), """
                        [{"op": "add", "path": "/spec/rules/-", "value": {
                          "matches": [{"method": "GET", "path": {"type": "PathPrefix", "value": "/"}}],
                          "backendRefs": [{"name": "service-b", "port": 80}]}}]"""),
                target -> lab(target).edit(route -> {
                    route.getSpec().getRules().removeIf(GatewayMutations::takesEveryPath);
                    return route;
                }),
                Sign.of("gateway/the-root-is-404", Sign.ANSWERED),
                Sign.of("gateway/(?!the-root).*-is-404", "service-b-\\S+ answered 404: the request got through to a pod"));
    }

    private static boolean takesEveryPath(HTTPRouteRule rule) {
        return rule.getMatches().stream().anyMatch(match -> "GET".equals(match.getMethod()) && match.getPath().getValue().equals("/"));
    }
}
