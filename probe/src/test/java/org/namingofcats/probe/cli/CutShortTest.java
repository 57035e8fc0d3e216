package org.namingofcats.probe.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.trouble.ExitCode;
import picocli.CommandLine;
import sun.misc.Signal;

/** A cluster that goes away in the middle takes nothing with it that was learnt before. */
@QuarkusTest
@EnableKubernetesMockClient(crud = true, https = false)
class CutShortTest {
    KubernetesClient client;

    @Inject
    CommandLine.IFactory beans;

    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void whatWasLearntIsReportedAndTheRestIsMarked() throws IOException {
        Path report = folder.resolve("report");
        Told told;
        try (MortalCluster cluster = new MortalCluster(client, 6)) { // two pods, three requests each
            cluster.choose(folder);
            told = Told.by(beans, "verify", "--context", "mortal", "--read-only", "--path", "pod-ip", "--patience", "30",
                    "--report", report.toString());
        }
        // Whoever asks on a connection that it had kept may be told that it is closed before anybody is refused one; nothing else may be the cause.
        String cause = told.errors().contains("Connection was closed") ? "Connection was closed: start it" : "Connection refused";
        told.assertOneLine(ExitCode.UNREACHABLE, "in the middle of the run the cluster cannot be reached: " + cause,
                "`make up`", "what was learnt until then is reported");
        Map<String, String> verdicts = new TreeMap<>();
        JsonNode written = new ObjectMapper().readTree(report.resolve("report.json").toFile());
        written.path("checks").forEach(check -> verdicts.put(check.path("id").asText(), check.path("verdict").asText()));
        assertEquals(Map.of("pod-ip/from-same-node", "PASS", "pod-ip/from-node", "INCONCLUSIVE",
                "pod-ip/from-other-node", "SKIPPED", "pod-ip/closed-to-outside", "SKIPPED"), verdicts);
        assertTrue(told.out().contains("1 passed, 0 failed, 2 skipped, 1 inconclusive"), told.out());
        assertEquals("mortal", written.path("cluster").path("context").asText());
        assertTrue(written.at("/checks/0/reproduce").asText().endsWith(" --context mortal"), "it leads to the same cluster");
    }

    /** "Nothing could run", 77, is a skipped test to those who run tests. */
    @Test
    @Timeout(60)
    void whatHasFailedStaysTheVerdictWhenNoPodIsLeft() throws IOException {
        try (MortalCluster cluster = new MortalCluster(client, 0, () -> client.pods().inNamespace("naming-of-cats").delete())) {
            cluster.choose(folder);
            Told told = Told.by(beans, "verify", "--context", "mortal", "--read-only", "--path", "pod-ip", "--patience", "1",
                    "--report", folder.resolve("report").toString());
            told.assertOneLine(ExitCode.FAILED, "in the middle of the run no pod of the lab is ready", "until then is reported");
        }
    }

    @Test
    @Timeout(60)
    void aRoundOfAWatchIsReportedToo() throws IOException {
        Path report = folder.resolve("report");
        try (MortalCluster cluster = new MortalCluster(client, 6)) {
            cluster.choose(folder);
            CompletableFuture<Told> told = CompletableFuture.supplyAsync(() -> Told.by(beans, "verify", "--context", "mortal", "--path", "pod-ip",
                    "--patience", "30", "--watch", "3600", "--report", report.toString()), Thread.ofPlatform()::start); // with Quarkus's class loader, as main has it
            await().atMost(Duration.ofSeconds(40)).until(() -> Files.exists(report.resolve("report.json")));
            Signal.raise(new Signal("TERM"));
            assertTrue(told.join().out().contains("what was learnt until then is reported"), told.join()::toString);
        }
        assertEquals("mortal", new ObjectMapper().readTree(report.resolve("report.json").toFile()).path("cluster").path("context").asText());
    }
}
