package org.namingofcats.probe.prove;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.namingofcats.probe.experiment.Stage;

/** What an experiment forbids on its stage is allowed again at once, as if nobody enforced it. Nothing of that outlives the process. */
@Singleton
class StageMutations {
    private static final ResourceDefinitionContext HTTP_PROXY = new ResourceDefinitionContext.Builder()
            .withGroup("projectcontour.io").withVersion("v1").withKind("HTTPProxy").withPlural("httpproxies").withNamespaced(true).build();

    @Produces
    @Singleton
    Mutation sourceRangesDropped() {
        return dropped("source-ranges-dropped", KubernetesClient::services,
                service -> !service.getSpec().getLoadBalancerSourceRanges().isEmpty(),
                service -> service.getSpec().setLoadBalancerSourceRanges(null),
                Sign.of("load-balancer/source-ranges", Sign.ANSWERED));
    }

    @Produces
    @Singleton
    Mutation deniedClientLetIn() {
        return dropped("denied-client-let-in", client -> client.genericKubernetesResources(HTTP_PROXY),
                proxy -> routes(proxy).stream().anyMatch(route -> route.containsKey("ipDenyPolicy")),
                proxy -> routes(proxy).forEach(route -> route.remove("ipDenyPolicy")),
                Sign.of("ingress/a-denied-client-gets-403", Sign.ANSWERED));
    }

    private static List<Map<String, Object>> routes(GenericKubernetesResource proxy) {
        return Optional.<List<Map<String, Object>>>ofNullable(proxy.get("spec", "routes")).orElse(List.of());
    }

    private static <T extends HasMetadata> Mutation dropped(
            String name, Function<KubernetesClient, MixedOperation<T, ?, ? extends Resource<T>>> kind,
            Predicate<T> forbids, Consumer<T> allow, Sign sign) {
        AtomicReference<SharedIndexInformer<T>> dropping = new AtomicReference<>();
        Consumer<Target> stop = target -> Optional.ofNullable(dropping.getAndSet(null)).ifPresent(SharedIndexInformer::stop);
        return Mutation.ofStage(name, target -> {
            stop.accept(target);
            MixedOperation<T, ?, ? extends Resource<T>> all = kind.apply(target.client());
            dropping.set(all.inAnyNamespace().inform(new Dropper<>(all, forbids, allow)));
        }, stop, sign);
    }

    /** Whose objects are not on a stage keeps them as they are. */
    private record Dropper<T extends HasMetadata>(MixedOperation<T, ?, ? extends Resource<T>> all, Predicate<T> forbids, Consumer<T> allow)
            implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            String namespace = object.getMetadata().getNamespace();
            if (namespace.startsWith(Stage.PREFIX) && forbids.test(object)) {
                try {
                    all.inNamespace(namespace).withName(object.getMetadata().getName()).edit(seen -> {
                        allow.accept(seen);
                        return seen;
                    });
                } catch (KubernetesClientException e) {
                    // It has changed meanwhile, of which we are told next, or it is gone. What stays forbidden, the proof shows.
                }
            }
        }

        @Override
        public void onUpdate(T old, T object) {
            onAdd(object);
        }

        @Override
        public void onDelete(T object, boolean unknown) {
            // nothing is forbidden any more
        }
    }
}
