package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.trouble.ExitCode;
import picocli.CommandLine;

/** A table without a failure that does not end well says why, and no report of another run is left to say otherwise. */
@QuarkusTest
@EnableKubernetesMockClient(crud = true, https = false)
@Timeout(60)
class SkippedChecksTest {
    private static final List<String> FILES = List.of("report.json", "junit.xml", "index.html");

    KubernetesClient client;

    @Inject
    CommandLine.IFactory beans;

    @TempDir
    Path folder;

    private Told verify(String... more) throws IOException {
        try (MortalCluster cluster = new MortalCluster(client, Integer.MAX_VALUE)) {
            cluster.choose(folder);
            return Told.by(beans, Stream.concat(Stream.of("verify", "--context", "mortal", "--read-only", "--report", folder.toString()), Stream.of(more))
                    .toArray(String[]::new));
        }
    }

    @Test
    void nothingButSkippedChecks() throws IOException {
        verify("--path", "node-port").assertOneLine(ExitCode.NOTHING_RAN, "nothing could run, every check is skipped: each says what it lacks");
    }

    @Test
    void allAreRequired() throws IOException {
        verify("--path", "node-port", "--require", "all").assertOneLine(ExitCode.FAILED, " checks skipped, and --require all was asked for: ");
        assertTrue(Files.readString(folder.resolve("junit.xml")).contains("skipped=\"0\""));
    }

    @Test
    void yesterdaysReportIsNotTakenForTodays() throws IOException {
        for (String file : FILES) {
            Files.writeString(folder.resolve(file), "yesterday");
        }
        assertEquals(ExitCode.UNREACHABLE, Told.by(beans, "verify", "--context", "no-such", "--report", folder.toString()).code());
        FILES.forEach(file -> assertFalse(Files.exists(folder.resolve(file)), file));
    }
}
