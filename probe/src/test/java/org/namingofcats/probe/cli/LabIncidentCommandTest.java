package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An incident begins with the lab as it was deployed: what the learner made goes, and that is said. */
@QuarkusTest
@EnableKubernetesMockClient(crud = true, https = false)
@Timeout(60)
class LabIncidentCommandTest {
    KubernetesClient client;

    @Inject
    CommandLine.IFactory beans;

    @TempDir
    Path folder;

    @Test
    void whatGoesForItIsTold() throws IOException {
        MortalCluster.manifests(folder);
        try (MortalCluster cluster = new MortalCluster(client, Integer.MAX_VALUE)) {
            client.resource(new NamespaceBuilder().withNewMetadata().withName("naming-of-cats").addToLabels("app.kubernetes.io/part-of", "naming-of-cats")
                    .endMetadata().build()).create();
            client.resource(MortalCluster.agents()).create();
            cluster.choose(folder);
            Told told = Told.by(beans, "lab", "incident", "--context", "mortal", "--manifests", folder.resolve("k8s").toString());
            assertTrue(told.out().contains("removed Service service-b\n"), told::toString);
        }
    }
}
