package org.namingofcats.probe.workbook.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A learner may have deleted an object and made one of his own by that name. */
@EnableKubernetesMockClient(crud = true)
class RestorerTest {
    private static final String APPLY = "?fieldManager=naming-of-cats&force=true";

    KubernetesMockServer server;
    KubernetesClient client;

    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void namespace() {
        client.resource(new NamespaceBuilder().withNewMetadata().withName("cats").addToLabels("app.kubernetes.io/part-of", "naming-of-cats").endMetadata().build()).create();
    }

    /** The API server refuses to change a selector. */
    @Test
    void whatCannotBeChangedIsMadeAnew() {
        HasMetadata declared = deployment("service-b");
        client.resource(deployment("nginx")).create();
        String path = "/apis/apps/v1/namespaces/cats/deployments/service-b";
        server.expect().put().withPath(path + "?dryRun=All").andReturn(422, refusal("spec.selector: Invalid value: field is immutable")).always();
        server.expect().patch().withPath(path + APPLY).andReturn(201, declared).once();

        restore(declared);
        assertEquals(List.of("put back Deployment service-b: it is another one, which cannot be changed into the one that was deployed"), told);
        assertNull(client.apps().deployments().inNamespace("cats").withName("service-b").get(), "the learner's own is gone, the mock keeps no applied one");
    }

    /** A node port that another Service has by now, for one: what is deleted for it could not be made anew. */
    @Test
    void whatIsRefusedForAnotherReasonStays() {
        HasMetadata declared = service(null);
        client.resource(declared).create();
        server.expect().put().withPath("/api/v1/namespaces/cats/services/service-b?dryRun=All")
                .andReturn(422, refusal("spec.ports[0].nodePort: Invalid value: 30715: provided port is already allocated")).always();
        assertThrows(KubernetesClientException.class, () -> restore(declared));
        assertNotNull(client.services().inNamespace("cats").withName("service-b").get());
    }

    /** As `kubectl rollout restart` does it, and `make deploy` where there is a new token. */
    @Test
    void aRestartChangesNothing() {
        Deployment restarted = (Deployment) deployment("service-b");
        restarted.getSpec().getTemplate().getMetadata().setAnnotations(Map.of("kubectl.kubernetes.io/restartedAt", "2026-11-28T01:00:00Z"));
        client.resource(restarted).create();
        assertEquals(List.of(), new Deployed(client, List.of(deployment("service-b")), new ObjectMapper()).differences());
    }

    /** Such as an address that MetalLB cannot give: no rollout, and no `make deploy`, would take that away again. */
    @Test
    void anAnnotationOfSomebodysGoesAndAControllersStays() {
        HasMetadata declared = service(null);
        client.resource(new ServiceBuilder(service(null)).editMetadata().addToAnnotations("metallb.io/loadBalancerIPs", "192.0.2.1")
                .addToAnnotations("metallb.io/ip-allocated-from-pool", "lab").addToAnnotations("namingofcats.org/waited-for-since", "1").addToLabels("cat", "yes")
                .withManagedFields(wrote("kubectl-annotate", "annotations", "metallb.io/loadBalancerIPs", "namingofcats.org/waited-for-since"),
                        wrote("kubectl-label", "labels", "cat"), wrote("controller", "annotations", "metallb.io/ip-allocated-from-pool"))
                .endMetadata().build()).create();
        server.expect().patch().withPath("/api/v1/namespaces/cats/services/service-b" + APPLY).andReturn(200, declared).once();

        restore(declared);
        assertEquals(List.of("put back Service service-b: metadata.labels was added: {\"cat\":\"yes\"}, and 1 more"), told);
        var left = client.services().inNamespace("cats").withName("service-b").get().getMetadata();
        assertEquals(Set.of("metallb.io/ip-allocated-from-pool", "namingofcats.org/waited-for-since"), left.getAnnotations().keySet());
        assertEquals(Map.of(), left.getLabels());
    }

    private static ManagedFieldsEntry wrote(String manager, String field, String... names) {
        Map<String, Object> written = Stream.concat(Stream.of("."), Stream.of(names).map(name -> "f:" + name)).collect(Collectors.toMap(name -> name, name -> Map.of()));
        return new ManagedFieldsEntryBuilder().withManager(manager).withOperation("Update")
                .withNewFieldsV1().addToAdditionalProperties("f:metadata", Map.of("f:" + field, written)).endFieldsV1().build();
    }

    /** The ReplicaSet of what was put back is empty only when the rollout is through. It tells page 1 that the page's task was done. */
    @Test
    void aShapeThatTheRolloutLeavesBehindGoes() throws InterruptedException {
        Deployment declared = (Deployment) deployment("service-b");
        declared.getSpec().setReplicas(1);
        client.resource(new DeploymentBuilder(declared).withNewStatus().endStatus().build()).create();
        client.resource(shape(1)).create();
        Thread controller = Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
            client.resource(shape(0)).update();
            client.apps().deployments().inNamespace("cats").withName("service-b").edit(one -> new DeploymentBuilder(one).withNewStatus()
                    .withObservedGeneration(one.getMetadata().getGeneration()).withUpdatedReplicas(1).withReplicas(1).withAvailableReplicas(1).endStatus().build());
        });
        Restorer restorer = restorer(declared);
        restorer.restore();
        restorer.settle(Duration.ofSeconds(10));
        controller.join();
        assertEquals(List.of(), client.apps().replicaSets().inNamespace("cats").list().getItems());
    }

    /** As the Deployment's controller keeps it; owned, so it is nobody's addition. */
    private static ReplicaSet shape(int replicas) {
        return new ReplicaSetBuilder().withNewMetadata().withName("service-b-1").withNamespace("cats").addNewOwnerReference().withApiVersion("apps/v1")
                .withKind("Deployment").withName("service-b").withUid("u").endOwnerReference().endMetadata()
                .withNewSpec().withReplicas(replicas).endSpec().withNewStatus().withReplicas(replicas).endStatus().build();
    }

    /** As it does in a rollout, several times a second. */
    @Test
    void whatAControllerWroteMeanwhileIsNoTrouble() {
        HasMetadata declared = service(null);
        client.resource(new ServiceBuilder(service(null)).editSpec().addToSelector("cat", "macavity").endSpec().build()).create();
        String path = "/api/v1/namespaces/cats/services/service-b";
        Status overtaken = new StatusBuilder().withCode(409).withMessage("the object has been modified").build();
        server.expect().put().withPath(path + "?dryRun=All").andReturn(409, overtaken).times(2);
        server.expect().put().withPath(path + "?dryRun=All").andReturn(200, declared).always();
        server.expect().put().withPath(path).andReturn(409, overtaken).once();
        server.expect().put().withPath(path).andReturn(200, declared).always();
        server.expect().patch().withPath(path + APPLY).andReturn(200, declared).always();
        restore(declared);
        assertEquals(List.of("put back Service service-b: spec.selector was added: {\"cat\":\"macavity\"}"), told);

        server.expect().put().withPath(path + "-2?dryRun=All").andReturn(409, overtaken).always();
        HasMetadata busy = new ServiceBuilder(service(null)).editMetadata().withName("service-b-2").endMetadata().build();
        client.resource(busy).create();
        assertThrows(KubernetesClientException.class, () -> new Deployed(client, List.of(busy), new ObjectMapper()).differences());
    }

    private static Status refusal(String message) {
        return new StatusBuilder().withCode(422).withMessage(message).build();
    }

    /** The API server leaves a Service headless that does not say what it should be. */
    @Test
    void aServiceThatWasMadeHeadlessIsMadeAnew() {
        HasMetadata declared = service(null);
        client.resource(service("None")).create();
        server.expect().patch().withPath("/api/v1/namespaces/cats/services/service-b" + APPLY).andReturn(201, declared).once();

        restore(declared);
        assertEquals(List.of("put back Service service-b: it is another one, which cannot be changed into the one that was deployed"), told);
        assertNull(client.services().inNamespace("cats").withName("service-b").get());
    }

    /** It knows the incident, which may have to be undone yet. */
    @Test
    void theNotebookStaysUntilAllIsDone() {
        Notebook notebook = new Notebook(client, "cats");
        notebook.write(Map.of("pods", "12"));
        restore();
        assertEquals("12", notebook.read("pods").orElseThrow());
        assertNotNull(client.configMaps().inNamespace("cats").withName(Notebook.NAME).get());
        notebook.forget();
        assertNull(client.configMaps().inNamespace("cats").withName(Notebook.NAME).get());
    }

    private void restore(HasMetadata... declared) {
        restorer(declared).restore();
    }

    private Restorer restorer(HasMetadata... declared) {
        return new Restorer(client, "cats", new Deployed(client, List.of(declared), new ObjectMapper()), told::add);
    }

    private HasMetadata deployment(String selected) {
        return client.resource("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: service-b, namespace: cats}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template: {metadata: {labels: {app: %1$s}}, spec: {containers: []}}
                """.formatted(selected)).item();
    }

    private static Service service(String clusterIp) {
        return new ServiceBuilder().withNewMetadata().withName("service-b").withNamespace("cats").endMetadata()
                .withNewSpec().withClusterIP(clusterIp).endSpec().build();
    }
}
