package org.namingofcats.probe.cli;

import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.trouble.ExitCode;
import picocli.CommandLine;

/** Where nobody can be asked no page is graded: that is the learner's mistake as little as a bug. */
@QuarkusTest
@EnableKubernetesMockClient(crud = true, https = false)
@Timeout(60)
class LabCheckCommandTest {
    static KubernetesClient client;

    @Inject
    CommandLine.IFactory beans;

    @TempDir
    Path folder;

    @Test
    void theAgentThatAPageNeedsIsGoneOrSilent() throws IOException {
        Files.createDirectories(folder.resolve("k8s/base"));
        Files.createDirectories(folder.resolve("k8s/paths"));
        try (MortalCluster cluster = new MortalCluster(client, Integer.MAX_VALUE)) {
            client.resource(new DaemonSetBuilder().withNewMetadata().withName("agent").withNamespace("naming-of-cats").endMetadata()
                    .withNewSpec().withNewTemplate().withNewSpec().endSpec().endTemplate().endSpec().build()).create();
            cluster.choose(folder);
            check().assertOneLine(ExitCode.NOTHING_RAN, "no agent is at outside: `make deploy` starts it");
            check("--outside", "http://127.0.0.1:1").assertOneLine(ExitCode.INCONCLUSIVE, "the agent at http://127.0.0.1:1 ", "nothing was learnt about page 09");
        }
    }

    private Told check(String... more) {
        String[] line = {"lab", "check", "09", "--context", "mortal", "--manifests", folder.resolve("k8s").toString()};
        return Told.by(beans, Stream.of(line, more).flatMap(Stream::of).toArray(String[]::new));
    }
}
