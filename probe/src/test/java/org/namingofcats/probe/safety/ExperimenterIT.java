package org.namingofcats.probe.safety;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The account that makes experiments has rights everywhere and can use them in stages only. */
class ExperimenterIT {
    private static final String STAGE = "naming-of-cats-x" + UUID.randomUUID().toString().substring(0, 8);
    private static final KubernetesClient CLIENT = LiveCluster.as(LiveCluster.LAB, "experimenter");

    @BeforeAll
    static void makeAStage() {
        CLIENT.resource(new NamespaceBuilder().withNewMetadata().withName(STAGE).endMetadata().build()).create();
    }

    @AfterAll
    static void removeIt() {
        CLIENT.namespaces().withName(STAGE).delete();
        CLIENT.close();
    }

    private static void secretIn(String namespace) {
        CLIENT.resource(new SecretBuilder().withNewMetadata().withName("s").withNamespace(namespace).endMetadata()
                .withStringData(Map.of("a", "b")).build()).dryRun().create();
    }

    private static void assertKeptOut(Runnable attempt) {
        var refusal = assertThrows(KubernetesClientException.class, attempt::run);
        assertTrue(refusal.getMessage().contains("experiments keep to namespaces of their own"), refusal.getMessage());
    }

    @Test
    void onItsStageItMakesObjects() {
        assertDoesNotThrow(() -> secretIn(STAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kube-system", "default", "naming-of-cats", "naming-of-cats-nodes"})
    void elsewhereItMakesNone(String namespace) {
        assertKeptOut(() -> secretIn(namespace));
    }

    @ParameterizedTest
    @ValueSource(strings = {"naming-of-cats", "naming-of-cats-nodes"}) // kube-system the API server keeps for itself
    void itRemovesNothingThatIsNotItsOwn(String namespace) {
        try (KubernetesClient admin = LiveCluster.client()) {
            var pod = admin.pods().inNamespace(namespace).list().getItems().getFirst();
            assertKeptOut(() -> CLIENT.resource(pod).dryRun().delete());
            assertKeptOut(() -> CLIENT.namespaces().withName(namespace).dryRun().delete());
        }
    }

    @Test
    void itMakesNoOtherNamespace() {
        assertKeptOut(() -> CLIENT.resource(new NamespaceBuilder().withNewMetadata().withName("mine").endMetadata().build()).dryRun().create());
    }

    @Test
    void itAsksNoPodOfOthers() {
        try (KubernetesClient admin = LiveCluster.client()) {
            var pod = admin.pods().inNamespace("kube-system").withLabel("k8s-app", "kube-dns").list().getItems().getFirst();
            assertKeptOut(() -> CLIENT.raw("/api/v1/namespaces/kube-system/pods/" + pod.getMetadata().getName() + ":8181/proxy/ready"));
        }
    }
}
