package org.namingofcats.probe.prove;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/** Services that lead elsewhere, nowhere, or not for everybody. */
@Singleton
class ServiceMutations {
    private static final String[] OF_SERVICE_B = {"cluster-ip/service-b-by-.*", "(ingress|gateway)/(myPathB|header-x-cat)-(from|and).*"};

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
                OF_SERVICE_B);
    }

    @Produces
    @Singleton
    Mutation selectorOfOthers() {
        return Mutation.of("service-selects-the-wrong-pods", select("service-b", "service-a"), select("service-b", "service-b"),
                OF_SERVICE_B);
    }

    @Produces
    @Singleton
    Mutation endpointsWhereNoneAreMeant() {
        return Mutation.of("nobody-has-endpoints", select("nobody", "service-b"), select("nobody", "nobody"),
                "cluster-ip/nobody-without-endpoints");
    }

    @Produces
    @Singleton
    Mutation portWhereNobodyListens() {
        return Mutation.of("target-port-where-nobody-listens", targetPort("service-a-node-port", "9999"),
                targetPort("service-a-node-port", "\"http\""), "node-port/service-a-node-port-.*");
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
                "load-balancer/service-b-load-balancer-from-.*");
    }

    /** As when the pool is exhausted: the address it wants cannot be had. */
    @Produces
    @Singleton
    Mutation noAddressToBeHad() {
        return Mutation.of("no-address-to-be-had", address("192.0.2.1"), address(null), "load-balancer/own-addresses");
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
