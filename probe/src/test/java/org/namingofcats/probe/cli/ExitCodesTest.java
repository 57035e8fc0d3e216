package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.probe.cli.VerifyCommand.Require;
import org.namingofcats.probe.report.Report.Summary;
import picocli.CommandLine;

/** Every way to end has its code and one line that names cause and remedy. */
@QuarkusTest
class ExitCodesTest {
    @Inject
    CommandLine.IFactory beans;

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();

    private int run(String... args) {
        return Main.commandLine(beans).setErr(new PrintWriter(errors, true))
                .setOut(new PrintWriter(new StringWriter())).execute(args);
    }

    private void onlyLine(String... parts) {
        String text = errors.toString();
        assertEquals(1, text.lines().count(), text);
        for (String part : parts) {
            assertTrue(text.contains(part), text);
        }
    }

    private void kubeconfig(String server) throws IOException {
        Path file = Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: '%s'}}]
                contexts: [{name: lab, context: {cluster: c, user: u}}]
                users: [{name: u, user: {token: t}}]
                current-context: lab
                """.formatted(server));
        System.setProperty("kubeconfig", file.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty("kubeconfig");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "frobnicate", "verify --path nowhere", "verify --output xml", "verify --patience 0",
        "verify --patience x", "verify --require some",
        "verify --watch 0", "verify --watch 86401", "verify --watch soon", "verify --watch --metrics-port 65536",
        "verify --watch --metrics-port -1", "verify --metrics-port 9464", "verify --watch --output json", "dial http://x/", "dial --from pod",
        "race no-such-experiment", "race --rate 0", "race --rounds 0", "race --deadline 99", "soak --minutes 0", "soak --fault drizzle"})
    void wrongUsageIs64(String line) {
        assertEquals(ExitCode.USAGE, run(line.isEmpty() ? new String[0] : line.split(" ")));
        onlyLine("probe: ", "--help");
    }

    @Test
    void anUnknownPathIsToldWhichThereAre() {
        run("verify", "--path", "nowhere");
        onlyLine("no path nowhere", "localhost, pod-ip, cluster-ip, node-port, load-balancer, ingress");
    }

    @Test
    void noClusterIs69() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        kubeconfig("http://127.0.0.1:" + free);
        assertEquals(ExitCode.UNREACHABLE, run("verify", "--context", "lab"));
        onlyLine("cannot be reached", "make up");
    }

    @Test
    void noSuchContextIs69() throws IOException {
        kubeconfig("http://127.0.0.1:1");
        assertEquals(ExitCode.UNREACHABLE, run("verify", "--context", "elsewhere"));
        onlyLine("no context elsewhere", "get-contexts");
    }

    @Test
    void aBrokenKubeconfigIs69() throws IOException {
        System.setProperty("kubeconfig", Files.writeString(folder.resolve("config"), "not: [a kubeconfig").toString());
        assertEquals(ExitCode.UNREACHABLE, run("verify", "--context", "lab"));
        onlyLine("kubeconfig");
    }

    @ParameterizedTest
    @CsvSource({"403, 77, no permission", "401, 69, credentials", "500, 69, cannot be reached"})
    void theApiServersRefusalIsNamed(int status, int code, String cause) {
        ProbeException told = ClusterTrouble.tell(new KubernetesClientException("pods is forbidden", status, null));
        assertEquals(code, told.exitCode());
        assertTrue(told.getMessage().contains(cause), told.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"5,0,0,0,PASSED,0", "5,1,0,1,PASSED,1", "5,0,0,1,PASSED,2", "0,0,3,0,PASSED,77", "0,0,0,0,PASSED,77",
        "5,0,1,0,PASSED,0", "5,0,1,0,ALL,1"})
    void theVerdictsMakeTheCode(int passed, int failed, int skipped, int inconclusive, Require require, int code) {
        assertEquals(code, VerifyCommand.exitCode(new Summary(passed, failed, skipped, inconclusive), require));
    }
}
