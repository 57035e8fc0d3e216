package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** A report that cannot be written takes no verdict with it: here a folder is where a file should go, and is not seen before. */
@QuarkusTest
@EnableKubernetesMockClient(crud = true, https = false)
@Timeout(60)
class UnwritableReportTest {
    /** More answers than are asked for: then the cluster lives, and its node agent's requests time out. */
    private static final int FOR_EVER = 1_000_000;

    KubernetesClient client;

    @Inject
    CommandLine.IFactory beans;

    @TempDir
    Path folder;

    private Told verify(int lastAnswer, String... more) throws IOException {
        Path report = folder.resolve("report");
        Files.createDirectories(report.resolve(".junit.xml." + ProcessHandle.current().pid() + ".next/in-its-place"));
        try (MortalCluster cluster = new MortalCluster(client, lastAnswer)) {
            cluster.choose(folder);
            return Told.by(beans, Stream.concat(Stream.of("verify", "--context", "mortal", "--read-only", "--path", "pod-ip",
                    "--patience", "1", "--report", report.toString()), Stream.of(more)).toArray(String[]::new));
        }
    }

    private void assertEndsWith(int code, Told told) {
        told.assertOneLine(code, "the report cannot be written to " + folder.resolve("report"), "free that place, or choose another with --report");
    }

    @Test
    void whatFailedIsTheExitCode() throws IOException {
        Told told = verify(FOR_EVER);
        assertTrue(told.out().contains("1 passed, 1 failed, 2 skipped, 0 inconclusive"), told.out());
        assertEndsWith(ExitCode.FAILED, told);
    }

    @Test
    void andSoIsThatTheClusterWentAway() throws IOException {
        assertEndsWith(ExitCode.UNREACHABLE, verify(6)); // two pods, three requests each
    }

    @Test
    void whatFailedIsTheExitCodeOfAJourneyAsWell() throws IOException {
        Path nowhere = Files.createSymbolicLink(folder.resolve("journey.svg"), folder.resolve("no/such/folder.svg"));
        try (MortalCluster cluster = new MortalCluster(client, FOR_EVER)) {
            cluster.choose(folder);
            Told told = Told.by(beans, "explain", "pod-ip", "--from", "node:worker", "--context", "mortal", "--svg", nowhere.toString());
            told.assertOneLine(ExitCode.FAILED, "the drawing cannot be written to " + nowhere, "choose another --svg FILE");
        }
    }

    /** It cannot be written from the start, so that the watch ends; by the verdict of its only round. */
    @Test
    void ofAWatchAsWell() throws IOException {
        assertEndsWith(ExitCode.FAILED, verify(FOR_EVER, "--watch", "3600"));
    }
}
