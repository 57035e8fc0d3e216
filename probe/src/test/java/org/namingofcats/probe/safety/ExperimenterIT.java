package org.namingofcats.probe.safety;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
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
    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";
    private static final KubernetesClient CLIENT = LiveCluster.as(LiveCluster.LAB, "experimenter");

    @BeforeAll
    static void makeAStage() {
        CLIENT.resource(namespace(STAGE, Map.of(ENFORCE, "restricted"))).create();
    }

    @AfterAll
    static void removeIt() {
        CLIENT.namespaces().withName(STAGE).delete();
        CLIENT.close();
    }

    private static Namespace namespace(String name, Map<String, String> labels) {
        return new NamespaceBuilder().withNewMetadata().withName(name).withLabels(labels).endMetadata().build();
    }

    private static Namespace patch(String namespace, String metadata) {
        return CLIENT.namespaces().withName(namespace).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": " + metadata + "}");
    }

    private static void secretIn(String namespace) {
        CLIENT.resource(new SecretBuilder().withNewMetadata().withName("s").withNamespace(namespace).endMetadata()
                .withStringData(Map.of("a", "b")).build()).dryRun().create();
    }

    private static void assertKeptOut(Runnable attempt) {
        assertRefused("experiments keep to namespaces of their own", attempt);
    }

    private static void assertRefused(String why, Runnable attempt) {
        var refusal = assertThrows(KubernetesClientException.class, attempt::run);
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    @Test
    void onItsStageItMakesObjects() {
        assertDoesNotThrow(() -> secretIn(STAGE));
    }

    @Test
    void itsStageHasAHeartbeatAndNoOtherNamespaceHas() {
        String beat = "{\"annotations\": {\"namingofcats.org/alive-at\": \"now\"}}";
        assertEquals("now", patch(STAGE, beat).getMetadata().getAnnotations().get("namingofcats.org/alive-at"));
        assertKeptOut(() -> patch("naming-of-cats", beat));
    }

    /** Pods of a namespace without it may have the node's files and processes. */
    @Test
    void aStageWithoutPodSecurityIsRefusedAndNoneGetsRidOfIt() {
        List.of(Map.<String, String>of(), Map.of(ENFORCE, "privileged"), Map.of(ENFORCE, "baseline"),
                Map.of(ENFORCE, "restricted", ENFORCE + "-version", "v1.0")).forEach(labels ->
                        assertRefused("a stage enforces pod security", () -> CLIENT.resource(namespace(STAGE + "-2", labels)).dryRun().create()));
        assertRefused("a stage enforces pod security", () -> patch(STAGE, "{\"labels\": {\"" + ENFORCE + "\": null}}"));
        assertRefused("a stage enforces pod security", () -> patch(STAGE, "{\"labels\": {\"" + ENFORCE + "\": \"privileged\"}}"));
    }

    /** Every node leads an address that a Service claims to the Service's pod, be it another node's or a registry's (CVE-2020-8554). */
    @Test
    void itsServicesClaimNoAddressOfOthers() {
        ServiceBuilder service = new ServiceBuilder().withNewMetadata().withName("s").withNamespace(STAGE).endMetadata()
                .withNewSpec().addNewPort().withPort(443).endPort().endSpec();
        assertDoesNotThrow(() -> CLIENT.resource(service.build()).dryRun().create());
        assertRefused("claims no address of others", () -> CLIENT.resource(service.editSpec().withExternalIPs("192.0.2.1").endSpec().build())
                .dryRun().create());
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
        assertKeptOut(() -> CLIENT.resource(namespace("mine", Map.of(ENFORCE, "restricted"))).dryRun().create());
    }

    @Test
    void itAsksNoPodOfOthers() {
        try (KubernetesClient admin = LiveCluster.client()) {
            var pod = admin.pods().inNamespace("kube-system").withLabel("k8s-app", "kube-dns").list().getItems().getFirst();
            assertKeptOut(() -> CLIENT.raw("/api/v1/namespaces/kube-system/pods/" + pod.getMetadata().getName() + ":8181/proxy/ready"));
        }
    }
}
