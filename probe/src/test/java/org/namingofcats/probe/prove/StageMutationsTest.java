package org.namingofcats.probe.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of a stage's objects, and of nobody else's, what they forbid is dropped as long as that is so. */
@EnableKubernetesMockClient(crud = true)
class StageMutationsTest {
    private static final List<String> RANGES = List.of("203.0.113.0/24");

    KubernetesClient client;

    private Mutation mutation;

    private Target target() {
        return new Target(client, "naming-of-cats", null, null);
    }

    @AfterEach
    void stop() {
        mutation.undo().accept(target());
    }

    private Service balancer(String namespace, String name) {
        return client.resource(new ServiceBuilder().withNewMetadata().withName(name).withNamespace(namespace).endMetadata()
                .withNewSpec().withLoadBalancerSourceRanges(RANGES).endSpec().build()).create();
    }

    private List<String> ranges(Service service) {
        return client.resource(service).get().getSpec().getLoadBalancerSourceRanges();
    }

    private static <T extends HasMetadata, R> void await(R expected, T object, Function<T, R> look) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!expected.equals(look.apply(object)) && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertEquals(expected, look.apply(object));
    }

    @Test
    void sourceRangesAreDroppedUntilTheyAreNot() throws InterruptedException {
        mutation = new StageMutations().sourceRangesDropped();
        mutation.undo().accept(target()); // never broken
        Service labs = balancer("naming-of-cats", "of-the-lab");
        Service before = balancer("naming-of-cats-x1", "before");
        mutation.apply().accept(target());
        mutation.apply().accept(target());
        await(List.of(), before, this::ranges);
        Service after = balancer("naming-of-cats-x1", "after");
        await(List.of(), after, this::ranges);
        client.services().inNamespace("naming-of-cats-x1").withName("after").edit(service ->
                new ServiceBuilder(service).editSpec().withLoadBalancerSourceRanges("198.51.100.0/24").endSpec().build());
        await(List.of(), after, this::ranges);
        assertEquals(RANGES, ranges(labs));
        mutation.undo().accept(target());
        Service mended = balancer("naming-of-cats-x1", "mended");
        for (int i = 0; i < 50; i++) { // who still watched would drop them within a few milliseconds
            assertEquals(RANGES, ranges(mended));
            Thread.sleep(20);
        }
    }

    @Test
    void aDeniedClientIsLetIn() throws InterruptedException {
        mutation = new StageMutations().deniedClientLetIn();
        mutation.apply().accept(target());
        var proxies = client.genericKubernetesResources(new ResourceDefinitionContext.Builder().withGroup("projectcontour.io").withVersion("v1")
                .withKind("HTTPProxy").withPlural("httpproxies").withNamespaced(true).build()).inNamespace("naming-of-cats-x1");
        GenericKubernetesResource proxy = proxies.resource(new GenericKubernetesResourceBuilder().withApiVersion("projectcontour.io/v1")
                .withKind("HTTPProxy").withNewMetadata().withName("guarded").withNamespace("naming-of-cats-x1").endMetadata()
                .addToAdditionalProperties("spec", Map.of("routes", List.of(
                        Map.of("services", List.of(), "ipDenyPolicy", List.of(Map.of("source", "Peer", "cidr", "192.0.2.7/32")))))).build()).create();
        await(List.of(Map.of("services", List.of())), proxy, one -> proxies.withName("guarded").get().get("spec", "routes"));
    }
}
