package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.workbook.incident.Incident;
import org.namingofcats.probe.workbook.state.Notebook;
import picocli.CommandLine;

/** In an incident the learner deleted the Service that it broke, all workloads, and so every pod that the probe could ask. */
@QuarkusTest
@EnableKubernetesMockClient(crud = true, https = false)
@Timeout(120)
class LabResetCommandTest {
    private static final String LAB = "naming-of-cats";

    static KubernetesMockServer server;
    static KubernetesClient client;

    @Inject
    CommandLine.IFactory beans;

    @Inject
    @All
    List<Mutation> mutations;

    @TempDir
    Path folder;

    @Test
    void theLabIsBroughtBackFromWhereverItIs() throws IOException {
        Files.writeString(MortalCluster.manifests(folder).resolve("paths/cluster-ip.yaml"), """
                apiVersion: v1
                kind: Service
                metadata: {name: service-b, namespace: naming-of-cats}
                spec: {selector: {app.kubernetes.io/name: service-b}, ports: [{port: 80}]}
                """);
        try (MortalCluster cluster = new MortalCluster(client, Integer.MAX_VALUE)) {
            client.resource(new NamespaceBuilder().withNewMetadata().withName(LAB).addToLabels("app.kubernetes.io/part-of", LAB).endMetadata().build()).create();
            client.resource("""
                    apiVersion: apps/v1
                    kind: DaemonSet
                    metadata: {name: node-agent, namespace: naming-of-cats-nodes}
                    spec: {template: {spec: {containers: [{name: agent, image: 'naming-of-cats/probe:1'}]}}}
                    """).create();
            server.expect().get().withPath("/api/v1").andReturn(200, new APIResourceListBuilder().withGroupVersion("v1").addNewResource()
                    .withKind("Service").withName("services").withNamespaced(true).endResource().build()).always();
            client.pods().inNamespace(LAB).delete();
            client.services().inNamespace(LAB).delete();
            new Incident(new Notebook(client, LAB), mutations).note(mutations.stream()
                    .filter(one -> one.name().equals("service-selector-matches-nobody")).findFirst().orElseThrow());
            cluster.choose(folder);
            Told told = Told.by(beans, "lab", "reset", "--context", "mortal", "--manifests", folder.resolve("k8s").toString());
            assertEquals(ExitCode.PASSED, told.code(), told::toString);
            List<String> lines = told.out().lines().filter(line -> !line.startsWith("removed ") && !line.startsWith("  ")).toList();
            assertTrue(lines.getFirst().startsWith("put back first what was deployed, the incident cannot be undone without: "), told::out);
            assertTrue(told.out().contains("removed EndpointSlice service-b-x") && told.out().contains("\n  not looked at: "), told::out);
            assertEquals(List.of("put back Service service-b: it is gone", "undid the incident", "the lab is as it was deployed"), lines.subList(1, lines.size()));
        }
        assertEquals(Map.of("app.kubernetes.io/name", "service-b"), client.services().inNamespace(LAB).withName("service-b").get().getSpec().getSelector());
        assertNull(client.configMaps().inNamespace(LAB).withName(Notebook.NAME).get());
    }
}
