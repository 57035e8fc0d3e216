package org.namingofcats.probe.prove;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackendBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** An Ingress that leads to the wrong Service, or everywhere, or that nobody serves. */
@Singleton
class IngressMutations {
    private static final String OF_A = "ingress/mypathA-(from|and).*";
    private static final String OF_B = "ingress/myPathB-(from|and).*";

    private static Resource<Ingress> lab(Target target) {
        return target.client().network().v1().ingresses().inNamespace(target.namespace()).withName("lab");
    }

    private static Consumer<Target> backends(String first, String second) {
        return target -> target.patch(lab(target), """
                [{"op": "replace", "path": "/spec/rules/0/http/paths/0/backend/service/name", "value": "%s"},
                 {"op": "replace", "path": "/spec/rules/0/http/paths/1/backend/service/name", "value": "%s"}]"""
                .formatted(first, second));
    }

    @Produces
    @Singleton
    Mutation backendsSwapped() {
        return Mutation.of("ingress-backends-swapped", backends("service-b", "service-a"), backends("service-a", "service-b"),
                Sign.of(OF_A, "HTTP 404 at \\S+, by service-b-\\S+ of service-b"), Sign.of(OF_B, "HTTP 404 at \\S+, by service-a-\\S+ of service-a"));
    }

    @Produces
    @Singleton
    Mutation classOfNobody() {
        BiConsumer<Ingress, String> served = (ingress, name) -> ingress.getSpec().setIngressClassName(name);
        return Mutation.of("ingress-class-of-nobody", target -> target.change(lab(target), ingress -> ingress.getSpec().getIngressClassName(), served, "nobody"),
                target -> target.putBack(lab(target), served),
                // With a Gateway at the same address somebody still listens there, and says 404; the open doors fail either way.
                Sign.of("ingress/my(pathA|PathB)-(from|and).*", "HTTP 404 at \\S+$|REFUSED at"));
    }

    /** Who asks for a path that no rule has meets a workload, which does not know it either, but is there. */
    @Produces
    @Singleton
    Mutation everyPathTaken() {
        return Mutation.of("ingress-takes-every-path", defaultBackend(new IngressBackendBuilder().withNewService().withName("service-a")
                        .withNewPort().withName("http").endPort().endService().build()), defaultBackend(null),
                Sign.of("ingress/the-root-is-404", Sign.ANSWERED),
                Sign.of("ingress/(?!the-root).*-is-404", "service-a-\\S+ answered 404: the request got through to a pod"));
    }

    private static Consumer<Target> defaultBackend(IngressBackend backend) {
        return target -> lab(target).edit(ingress -> {
            ingress.getSpec().setDefaultBackend(backend);
            return ingress;
        });
    }
}
