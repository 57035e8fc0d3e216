package org.namingofcats.probe.workbook.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.cli.ProbeException;

@EnableKubernetesMockClient(crud = true)
class AdditionsTest {
    KubernetesClient client;

    @Test
    void whatWasAddedByHandAndNothingElse() {
        namespace("naming-of-cats", "naming-of-cats");
        Service declared = service("service-b", "naming-of-cats");
        service("munkustrap", "naming-of-cats");
        service("elsewhere", "default");
        client.resource(new ConfigMapBuilder().withNewMetadata().withName("kube-root-ca.crt").withNamespace("naming-of-cats").endMetadata().build()).create();
        client.resource(new PodBuilder().withNewMetadata().withName("owned").withNamespace("naming-of-cats")
                .addNewOwnerReference().withKind("ReplicaSet").withName("r").withUid("u").withApiVersion("apps/v1").endOwnerReference()
                .endMetadata().build()).create();
        client.resource(new PodBuilder().withNewMetadata().withName("stray").withNamespace("naming-of-cats").endMetadata().build()).create();

        assertEquals(List.of("Pod stray", "Service munkustrap"), new Additions(client, "naming-of-cats", List.of(declared)).find().stream()
                .map(object -> object.getKind() + " " + object.getMetadata().getName()).toList());
    }

    @Test
    void aNamespaceThatIsNotALabsIsNotLookedInto() {
        namespace("production", "something-else");
        assertThrows(ProbeException.class, () -> new Additions(client, "production", List.<HasMetadata>of()).find());
        assertThrows(ProbeException.class, () -> new Additions(client, "not-there", List.<HasMetadata>of()).find());
    }

    private void namespace(String name, String partOf) {
        client.resource(new NamespaceBuilder().withNewMetadata().withName(name).addToLabels("app.kubernetes.io/part-of", partOf).endMetadata().build()).create();
    }

    private Service service(String name, String namespace) {
        return client.resource(new ServiceBuilder().withNewMetadata().withName(name).withNamespace(namespace).endMetadata()
                .withNewSpec().endSpec().build()).create();
    }
}
