package org.namingofcats.probe.prove;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/** Services that lead elsewhere, nowhere, or not for everybody. */
@Singleton
class ServiceMutations {
    private static final String BY_CLUSTER_IP = "cluster-ip/service-b-by-.*";
    private static final String BY_ROUTE = "(ingress|gateway)/(myPathB|header-x-cat)-(from|and).*";
    private static final String WRONG_PODS = "the selector leads to the wrong pods";

    private static Consumer<Target> select(String service, String workload) {
        return target -> target.patchService(service, """
                [{"op": "replace", "path": "/spec/selector", "value": {"app.kubernetes.io/name": "%s"}}]""".formatted(workload));
    }

    private static Consumer<Target> targetPort(String service, String port) {
        return target -> target.patchService(service, """
                [{"op": "replace", "path": "/spec/ports/0/targetPort", "value": %s}]""".formatted(port));
    }

    @Produces
    @Singleton
    Mutation selectorOfNobody() {
        return Mutation.of("service-selector-matches-nobody", select("service-b", "no-such-cat"), select("service-b", "service-b"),
                Sign.of(BY_CLUSTER_IP, Sign.NO_ENDPOINT), Sign.of(BY_ROUTE, Sign.NO_UPSTREAM));
    }

    /** The others do not know the path of these. */
    @Produces
    @Singleton
    Mutation selectorOfOthers() {
        return Mutation.of("service-selects-the-wrong-pods", select("service-b", "service-a"), select("service-b", "service-b"),
                Sign.of(BY_CLUSTER_IP, WRONG_PODS),
                Sign.of(BY_ROUTE, WRONG_PODS + "|HTTP 404 at \\S+, by service-a-\\S+ of service-a"));
    }

    @Produces
    @Singleton
    Mutation endpointsWhereNoneAreMeant() {
        return Mutation.of("nobody-has-endpoints", select("nobody", "service-b"), select("nobody", "nobody"),
                Sign.of("cluster-ip/nobody-without-endpoints", Sign.ANSWERED));
    }

    /** Where network policies are enforced nothing gets to that port. */
    @Produces
    @Singleton
    Mutation portWhereNobodyListens() {
        return Mutation.of("target-port-where-nobody-listens", targetPort("service-a-node-port", "9999"),
                targetPort("service-a-node-port", "\"http\""), Sign.of("node-port/service-a-node-port-.*", "(REFUSED|TIMEOUT) at"));
    }

    @Produces
    @Singleton
    Mutation sourceRangesOfOthers() {
        return Mutation.of("source-ranges-of-others",
                target -> target.patchService("service-b-load-balancer", """
                        [{"op": "add", "path": "/spec/loadBalancerSourceRanges", "value": ["203.0.113.0/24"]}]"""),
                target -> target.client().services().inNamespace(target.namespace()).withName("service-b-load-balancer")
                        .edit(service -> {
                            service.getSpec().setLoadBalancerSourceRanges(null);
                            return service;
                        }),
                // Where policies are enforced, who enforces them may refuse what kube-proxy's rules would have dropped behind him.
                Sign.of("load-balancer/service-b-load-balancer-from-.*", "TIMEOUT at|pod:\\S+ → \\S+: REFUSED at"));
    }

    /** As when the pool is exhausted: the address it wants cannot be had. */
    @Produces
    @Singleton
    Mutation noAddressToBeHad() {
        return Mutation.of("no-address-to-be-had", address("192.0.2.1"), address(null),
                Sign.of("load-balancer/own-addresses", "service-a-load-balancer has no IP address"));
    }

    private static Consumer<Target> address(String wanted) {
        return target -> target.client().services().inNamespace(target.namespace()).withName("service-a-load-balancer")
                .edit(service -> {
                    var annotations = service.getMetadata().getAnnotations();
                    if (wanted == null) {
                        annotations.remove("metallb.io/loadBalancerIPs");
                    } else {
                        annotations.put("metallb.io/loadBalancerIPs", wanted);
                    }
                    return service;
                });
    }
}
