package org.namingofcats.probe.workbook.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lab 9 takes a label away from pods, and a learner may do more to them; no rollout brings it back. */
@EnableKubernetesMockClient(crud = true)
class PodsTest {
    private static final Map<String, String> WHOLE = Map.of("name", "service-b", "component", "service");

    KubernetesClient client;

    @Test
    void aPodGetsBackWhatWasTakenAwayOrChanged() {
        pod("whole", WHOLE);
        pod("bare", Map.of("name", "service-b", "hash", "5b5bf7698"));
        pod("changed", Map.of("name", "service-b", "component", "cat"));
        pod("elsewhere", Map.of("name", "service-a", "component", "cat"));

        assertEquals(List.of("put back the labels of Pod bare", "put back the labels of Pod changed"), putBack());
        assertEquals(WHOLE, labelsOf("whole"));
        assertEquals(Map.of("name", "service-b", "component", "service", "hash", "5b5bf7698"), labelsOf("bare"));
        assertEquals(WHOLE, labelsOf("changed"));
        assertEquals(Map.of("name", "service-a", "component", "cat"), labelsOf("elsewhere"));
        assertEquals(List.of(), putBack(), "the second time");
    }

    /** By `kubectl set image` or `kubectl debug`. Whose pod nobody makes another of is left as it is. */
    @Test
    void aPodWithAnotherImageOrOneMoreContainerIsMadeAnew() {
        String deployment = uid(client.resource(deployment()).create());
        String ours = uid(client.resource(set("ours", deployment)).create());
        String others = uid(client.resource(set("others", "somebody")).create());
        make("whole", "cats:1", ours, false);
        make("image", "nginx", ours, false);
        make("debugged", "cats:1", ours, true);
        make("learners", "nginx", others, false);
        client.resource(of(like("mirrored", WHOLE, "mirror/cats:1"), ours)).create();

        assertEquals(List.of("had Pod debugged made anew, which was changed", "had Pod image made anew, which was changed"), putBack());
        assertEquals(List.of("learners", "mirrored", "whole"), client.pods().inNamespace("naming-of-cats").list().getItems().stream()
                .map(pod -> pod.getMetadata().getName()).sorted().toList());
        assertEquals(List.of(), putBack(), "the second time");
    }

    private List<String> putBack() {
        List<String> told = new ArrayList<>();
        new Pods(client, List.of(new ServiceBuilder().withNewMetadata().withName("service-b").endMetadata().build(), deployment()), told::add).putBack();
        return told.stream().sorted().toList();
    }

    private static HasMetadata deployment() {
        return new DeploymentBuilder().withNewMetadata().withName("service-b").withNamespace("naming-of-cats").endMetadata()
                .withNewSpec().withNewSelector().addToMatchLabels("name", "service-b").endSelector()
                .withNewTemplate().withNewMetadata().withLabels(WHOLE).endMetadata()
                .withNewSpec().addNewContainer().withName("service-b").withImage("cats:1").endContainer().endSpec().endTemplate().endSpec().build();
    }

    private static HasMetadata set(String name, String owner) {
        return new ReplicaSetBuilder().withNewMetadata().withName(name).withNamespace("naming-of-cats").addNewOwnerReference().withApiVersion("apps/v1")
                .withKind("Deployment").withName("d").withUid(owner).endOwnerReference().endMetadata().build();
    }

    private static String uid(HasMetadata made) {
        return made.getMetadata().getUid();
    }

    private void pod(String name, Map<String, String> labels) {
        client.resource(like(name, labels, "cats:1")).create();
    }

    private void make(String name, String image, String owner, boolean debugged) {
        PodBuilder pod = new PodBuilder(of(like(name, WHOLE, image), owner)).editMetadata().addNewManagedField().withManager("kubectl-set")
                .endManagedField().endMetadata();
        client.resource(debugged ? pod.editSpec().addNewEphemeralContainer().withName("debugger").endEphemeralContainer().endSpec().build() : pod.build()).create();
    }

    private static Pod of(Pod pod, String owner) {
        return new PodBuilder(pod).editMetadata().addNewOwnerReference().withApiVersion("apps/v1").withKind("ReplicaSet")
                .withName("r").withUid(owner).endOwnerReference().endMetadata().build();
    }

    private static Pod like(String name, Map<String, String> labels, String image) {
        return new PodBuilder().withNewMetadata().withName(name).withNamespace("naming-of-cats").withLabels(labels).endMetadata()
                .withNewSpec().addNewContainer().withName("service-b").withImage(image).endContainer().endSpec().build();
    }

    private Map<String, String> labelsOf(String pod) {
        return client.pods().inNamespace("naming-of-cats").withName(pod).get().getMetadata().getLabels();
    }
}
