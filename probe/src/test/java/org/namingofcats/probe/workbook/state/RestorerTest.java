package org.namingofcats.probe.workbook.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        server.expect().put().withPath(path + "?dryRun=All").andReturn(422, new StatusBuilder().withCode(422).build()).always();
        server.expect().patch().withPath(path + APPLY).andReturn(201, declared).once();

        restore(declared);
        assertEquals(List.of("put back Deployment service-b: it is another one, which cannot be changed into the one that was deployed"), told);
        assertNull(client.apps().deployments().inNamespace("cats").withName("service-b").get(), "the learner's own is gone, the mock keeps no applied one");
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
        notebook.write(Map.of(Notebook.PAGE, "12"));
        restore();
        assertEquals("12", notebook.read(Notebook.PAGE).orElseThrow());
        assertNotNull(client.configMaps().inNamespace("cats").withName(Notebook.NAME).get());
        notebook.forget();
        assertNull(client.configMaps().inNamespace("cats").withName(Notebook.NAME).get());
    }

    private void restore(HasMetadata... declared) {
        new Restorer(client, "cats", new Deployed(client, List.of(declared), new ObjectMapper()), told::add).restore();
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

    private static HasMetadata service(String clusterIp) {
        return new ServiceBuilder().withNewMetadata().withName("service-b").withNamespace("cats").endMetadata()
                .withNewSpec().withClusterIP(clusterIp).endSpec().build();
    }
}
