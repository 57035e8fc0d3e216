package org.namingofcats.probe.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was broken becomes again what it was, and not what it is in a lab that was never changed. */
@EnableKubernetesMockClient(crud = true)
class TargetTest {
    KubernetesClient client;

    private Target target() {
        return new Target(client, "cats", null, null);
    }

    private void breakTwiceAndMendTwice(Mutation mutation, Runnable isBroken) {
        mutation.undo().accept(target()); // never broken
        mutation.apply().accept(target());
        mutation.apply().accept(target());
        isBroken.run();
        mutation.undo().accept(target());
        mutation.undo().accept(target());
    }

    private Deployment deployed(String namespace, String name) {
        return client.apps().deployments().inNamespace(namespace).withName(name).get();
    }

    private void hasAsManyPodsAsBefore(String namespace, String name, int replicas, Mutation mutation) {
        client.resource(new DeploymentBuilder().withNewMetadata().withName(name).withNamespace(namespace).endMetadata()
                .withNewSpec().withReplicas(replicas).endSpec().build()).create();
        breakTwiceAndMendTwice(mutation, () -> assertEquals(0, deployed(namespace, name).getSpec().getReplicas()));
        assertEquals(replicas, deployed(namespace, name).getSpec().getReplicas());
        assertEquals(Map.of(), deployed(namespace, name).getMetadata().getAnnotations());
    }

    @Test
    void aDeploymentHasAsManyPodsAsBefore() {
        hasAsManyPodsAsBefore("kube-system", "coredns", 1, new WorkloadMutations().noDns());
        hasAsManyPodsAsBefore("cats", "service-b", 5, new WorkloadMutations().noPodLeft());
    }

    /** Somebody who was killed has left his note, and somebody else has put back what it is about. */
    @Test
    void whatIsSoCountsAndNotWhatWasOnceNoted() {
        client.resource(new DeploymentBuilder().withNewMetadata().withName("service-b").withNamespace("cats")
                .addToAnnotations("namingofcats.org/before", "3").endMetadata().withNewSpec().withReplicas(5).endSpec().build()).create();
        new WorkloadMutations().noPodLeft().apply().accept(target());
        new WorkloadMutations().noPodLeft().undo().accept(target());
        assertEquals(5, deployed("cats", "service-b").getSpec().getReplicas());
    }

    @Test
    void anIngressIsOfTheClassThatItWas() {
        client.resource(new IngressBuilder().withNewMetadata().withName("lab").withNamespace("cats").endMetadata()
                .withNewSpec().withIngressClassName("traefik").endSpec().build()).create();
        breakTwiceAndMendTwice(new IngressMutations().classOfNobody(), () -> assertEquals("nobody", ingressClass()));
        assertEquals("traefik", ingressClass());
    }

    private String ingressClass() {
        return client.network().v1().ingresses().inNamespace("cats").withName("lab").get().getSpec().getIngressClassName();
    }

    @Test
    void anIngressTakesEveryPathAndThenItsOwn() {
        Ingress before = client.resource(new IngressBuilder().withNewMetadata().withName("lab").withNamespace("cats").endMetadata()
                .withNewSpec().addNewRule().endRule().endSpec().build()).create();
        breakTwiceAndMendTwice(new IngressMutations().everyPathTaken(), () -> assertEquals("service-a",
                client.resource(before).get().getSpec().getDefaultBackend().getService().getName()));
        assertEquals(before.getSpec(), client.resource(before).get().getSpec());
    }

    @Test
    void anHttpRouteTakesEveryPathAndThenItsOwn() {
        HTTPRoute before = client.resource(new HTTPRouteBuilder().withNewMetadata().withName("lab").withNamespace("cats").endMetadata()
                .withNewSpec().addNewRule().addNewMatch().withMethod("GET").withNewPath("PathPrefix", "/mypathA").endMatch().endRule().endSpec().build()).create();
        breakTwiceAndMendTwice(new GatewayMutations().everyPathTaken(), () -> assertEquals("/",
                client.resource(before).get().getSpec().getRules().getLast().getMatches().getFirst().getPath().getValue()));
        assertEquals(before.getSpec(), client.resource(before).get().getSpec());
    }
}
