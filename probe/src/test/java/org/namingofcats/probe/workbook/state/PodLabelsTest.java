package org.namingofcats.probe.workbook.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lab 9 takes a label away from pods; no rollout brings it back. */
@EnableKubernetesMockClient(crud = true)
class PodLabelsTest {
    private static final Map<String, String> WHOLE = Map.of("name", "service-b", "component", "service");

    KubernetesClient client;

    @Test
    void aPodGetsBackWhatWasTakenAwayOrChanged() {
        pod("whole", WHOLE);
        pod("bare", Map.of("name", "service-b", "hash", "5b5bf7698"));
        pod("changed", Map.of("name", "service-b", "component", "cat"));
        pod("elsewhere", Map.of("name", "service-a", "component", "cat"));

        assertEquals(List.of("bare", "changed"), labels().putBack().stream().sorted().toList());
        assertEquals(WHOLE, labelsOf("whole"));
        assertEquals(Map.of("name", "service-b", "component", "service", "hash", "5b5bf7698"), labelsOf("bare"));
        assertEquals(WHOLE, labelsOf("changed"));
        assertEquals(Map.of("name", "service-a", "component", "cat"), labelsOf("elsewhere"));
        assertEquals(List.of(), labels().putBack(), "the second time");
    }

    private PodLabels labels() {
        Deployment deployment = new DeploymentBuilder().withNewMetadata().withName("service-b").withNamespace("naming-of-cats").endMetadata()
                .withNewSpec().withNewSelector().addToMatchLabels("name", "service-b").endSelector()
                .withNewTemplate().withNewMetadata().withLabels(WHOLE).endMetadata().endTemplate().endSpec().build();
        return new PodLabels(client, List.of(new ServiceBuilder().withNewMetadata().withName("service-b").endMetadata().build(), deployment));
    }

    private void pod(String name, Map<String, String> labels) {
        client.resource(new PodBuilder().withNewMetadata().withName(name).withNamespace("naming-of-cats").withLabels(labels).endMetadata().build()).create();
    }

    private Map<String, String> labelsOf(String pod) {
        return client.pods().inNamespace("naming-of-cats").withName(pod).get().getMetadata().getLabels();
    }
}
