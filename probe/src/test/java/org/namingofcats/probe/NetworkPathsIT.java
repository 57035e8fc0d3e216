package org.namingofcats.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The whole probe as its users run it, against the cluster that is up: one test a check of its report.
 * A skipped check is an aborted test with its reason, not a passed one.
 */
class NetworkPathsIT {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path REPORT = ROOT.resolve("target/lab-report/report.json");

    private static int exitCode;
    private static JsonNode report;

    @BeforeAll
    static void verify() throws IOException, InterruptedException {
        Files.deleteIfExists(REPORT); // an old one must not pass for the new
        Process probe = new ProcessBuilder("probe/probe", "verify").directory(ROOT.toFile()).redirectErrorStream(true).start();
        probe.getInputStream().transferTo(System.out);
        exitCode = probe.waitFor();
        report = new ObjectMapper().readTree(REPORT.toFile());
    }

    @TestFactory
    Stream<DynamicTest> checks() {
        return report.path("checks").valueStream().map(check -> dynamicTest(check.path("id").asText(), () -> {
            String told = check.path("reason").asText() + "\nreproduce: " + check.path("reproduce").asText();
            if (check.path("verdict").asText().equals("SKIPPED")) {
                abort(told);
            }
            assertEquals("PASS", check.path("verdict").asText(), told);
        }));
    }

    @Test
    void everyPathWasLookedAtAndHasADoorThatIsOpen() throws IOException {
        Set<String> passed = new HashSet<>();
        report.path("checks").forEach(check -> {
            if (check.path("verdict").asText().equals("PASS") && check.path("outcome").asText().equals("OK")) {
                passed.add(check.path("path").asText());
            }
        });
        try (Stream<Path> manifests = Files.list(ROOT.resolve("k8s/paths"))) {
            assertEquals(manifests.map(file -> file.getFileName().toString().replace(".yaml", "")).collect(Collectors.toSet()), passed);
        }
    }

    /** What this lab shows cannot become less without anybody noticing. One thing may be: not every pod network enforces policies. */
    @Test
    void nothingIsSkippedButWhatThePodNetworkLacks() {
        Set<String> skipped = report.path("checks").valueStream().filter(check -> check.path("verdict").asText().equals("SKIPPED"))
                .map(check -> check.path("id").asText()).collect(Collectors.toSet());
        skipped.remove("pod-ip/closed-to-other-namespaces");
        assertEquals(Set.of(), skipped);
    }

    @Test
    void theExitCodeSaysWhatTheReportSays() {
        assertFalse(report.path("checks").isEmpty());
        assertEquals(report.path("summary").path("failed").asInt() + report.path("summary").path("inconclusive").asInt() == 0,
                exitCode == 0, "exit code " + exitCode);
    }
}
