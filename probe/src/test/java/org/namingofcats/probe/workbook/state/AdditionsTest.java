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
import org.namingofcats.probe.trouble.ProbeException;

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

        assertEquals(List.of("Pod stray", "Service munkustrap"), found(declared));
    }

    private List<String> found(HasMetadata... declared) {
        return new Additions(client, "naming-of-cats", List.of(declared)).find().stream()
                .map(object -> object.getKind() + " " + object.getMetadata().getName()).toList();
    }

    private HasMetadata make(String kind, String name, String namespace, String more) {
        return client.resource("apiVersion: %s\nkind: %s\nmetadata: {name: %s, namespace: %s, %s}\n"
                .formatted(kind.split(" ")[0], kind.split(" ")[1], name, namespace, more)).create();
    }

    /** Kinds that no page makes, and the namespace of the lab's agents on the nodes. */
    @Test
    void everythingThatRunsOrLeadsSomewhere() {
        namespace("naming-of-cats", "naming-of-cats");
        List<String> kinds = List.of("apps/v1 DaemonSet", "apps/v1 ReplicaSet", "apps/v1 StatefulSet", "autoscaling/v1 HorizontalPodAutoscaler", "batch/v1 CronJob",
                "batch/v1 Job", "discovery.k8s.io/v1 EndpointSlice", "gateway.networking.k8s.io/v1 Gateway", "gateway.networking.k8s.io/v1 HTTPRoute",
                "v1 PersistentVolumeClaim");
        kinds.forEach(kind -> {
            make(kind, "cat", "naming-of-cats", "");
            make(kind, "owned", "naming-of-cats", "ownerReferences: [{apiVersion: v1, kind: Service, name: s, uid: u}]");
            make(kind, "deployed", "naming-of-cats", "managedFields: [{manager: naming-of-cats, operation: Apply}]");
            make(kind, "elsewhere", "default", "");
        });
        make("v1 ConfigMap", "cat", "naming-of-cats-nodes", "");
        assertEquals(kinds.stream().map(kind -> kind.split(" ")[1] + " cat").sorted().toList(), found());

        namespace("naming-of-cats-nodes", "naming-of-cats");
        HasMetadata nodeAgent = make("apps/v1 DaemonSet", "node-agent", "naming-of-cats-nodes", "");
        make("apps/v1 DaemonSet", "node-agent", "naming-of-cats", "");
        assertEquals(List.of("DaemonSet cat", "DaemonSet node-agent"), found(nodeAgent).subList(1, 3), "declared in the other namespace");
        assertEquals("ConfigMap cat", found(nodeAgent).getLast());
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
