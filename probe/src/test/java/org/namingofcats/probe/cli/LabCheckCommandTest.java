package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
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

/** Where nobody can be asked no page is graded: that is the learner's mistake as little as a bug. Nor while the lab is another one. */
@QuarkusTest
@EnableKubernetesMockClient(crud = true, https = false)
@Timeout(60)
class LabCheckCommandTest {
    KubernetesMockServer server;
    KubernetesClient client;

    @Inject
    CommandLine.IFactory beans;

    @TempDir
    Path folder;

    @Test
    void theAgentThatAPageNeedsIsGoneOrSilent() throws IOException {
        MortalCluster.manifests(folder);
        try (MortalCluster cluster = new MortalCluster(client, Integer.MAX_VALUE)) {
            client.resource(MortalCluster.agents()).create();
            cluster.choose(folder);
            check().assertOneLine(ExitCode.NOTHING_RAN, "no agent is at outside: `make deploy` starts it");
            check("--outside", "http://127.0.0.1:1").assertOneLine(ExitCode.INCONCLUSIVE, "the agent at http://127.0.0.1:1 ", "nothing was learnt about page 09");
        }
    }

    /** A reset would take away what the learner has made for the page. */
    @Test
    void ofSeveralChangesTheFirstIsToBeUndone() throws IOException {
        Files.writeString(MortalCluster.manifests(folder).resolve("paths/cluster-ip.yaml"), service("service-b") + "---\n" + service("nobody"));
        try (MortalCluster cluster = new MortalCluster(client, Integer.MAX_VALUE)) {
            client.resource(MortalCluster.agents()).create();
            server.expect().get().withPath("/api/v1").andReturn(200, new APIResourceListBuilder().withGroupVersion("v1").addNewResource()
                    .withKind("Service").withName("services").withNamespaced(true).endResource().build()).always();
            cluster.choose(folder);
            Told told = check();
            assertEquals(ExitCode.FAILED, told.code(), told::toString);
            assertTrue(told.out().matches("lab 09: broken: Service service-b: .+; and another object\\R  undo: kubectl -n naming-of-cats patch service service-b .+\\R"), told::out);
        }
    }

    private static String service(String name) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: %s, namespace: naming-of-cats}
                spec: {selector: {cat: deployed}, ports: [{port: 80}]}
                """.formatted(name);
    }

    private Told check(String... more) {
        String[] line = {"lab", "check", "09", "--context", "mortal", "--manifests", folder.resolve("k8s").toString()};
        return Told.by(beans, Stream.of(line, more).flatMap(Stream::of).toArray(String[]::new));
    }
}
