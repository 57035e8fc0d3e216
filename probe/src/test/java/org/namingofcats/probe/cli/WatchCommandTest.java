package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.trouble.ExitCode;
import picocli.CommandLine;
import sun.misc.Signal;

/** The watch as it is called, over a cluster that is not there. */
@QuarkusTest
class WatchCommandTest {
    @Inject
    CommandLine.IFactory beans;

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();
    private final PipedReader pipe = new PipedReader(1 << 16);
    private final BufferedReader out = new BufferedReader(pipe);

    @BeforeEach
    void pointToNothing() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        System.setProperty("kubeconfig", Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: 'http://127.0.0.1:%d'}}]
                contexts: [{name: lab, context: {cluster: c, user: u}}]
                users: [{name: u, user: {token: t}}]
                current-context: lab
                """.formatted(free)).toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty("kubeconfig");
    }

    private CompletableFuture<Integer> start(String... args) throws IOException {
        PrintWriter writer = new PrintWriter(new PipedWriter(pipe));
        return CompletableFuture.supplyAsync(() -> {
            try (writer) {
                return Main.commandLine(beans).setErr(new PrintWriter(errors, true)).setOut(writer).execute(args);
            }
        }, Thread.ofPlatform()::start); // with Quarkus's class loader, as main has it
    }

    @Test
    @Timeout(120)
    void goesOnWithoutAClusterUntilASignalEndsIt() throws Exception {
        CompletableFuture<Integer> code = start("verify", "--context", "lab", "--watch", "1", "--report", folder.resolve("r").toString());
        String first = out.readLine();
        assertTrue(first.matches("metrics at http://127\\.0\\.0\\.1:\\d+/metrics; 1 s between rounds, without experiments; .*"), first);
        assertTrue(out.readLine().matches("\\d\\d:\\d\\d:\\d\\d round 1: the cluster cannot be reached: .*make up.*"));
        assertTrue(out.readLine().contains(" round 2: the cluster cannot be reached"));
        Signal.raise(new Signal("TERM"));
        assertEquals(ExitCode.UNREACHABLE, code.get());
        assertTrue(out.lines().toList().getLast().matches("ended after \\d rounds?, exit code 69"));
        assertEquals("", errors.toString());
    }

    @Test
    @Timeout(120)
    void experimentsAreMadeWhenAskedFor() throws Exception {
        CompletableFuture<Integer> code = start("verify", "--context", "lab", "--watch=60", "--no-read-only");
        assertTrue(out.readLine().contains("60 s between rounds, with experiments"));
        out.readLine();
        Signal.raise(new Signal("TERM")); // INT is ignored by who was started in the background of a script
        assertEquals(ExitCode.UNREACHABLE, code.get());
    }

    @Test
    void aTakenPortIs64BeforeAnythingIsAsked() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(ExitCode.USAGE, start("verify", "--watch", "--metrics-port", "" + taken.getLocalPort()).get());
        }
        assertEquals(1, errors.toString().lines().count(), errors.toString());
        assertTrue(errors.toString().contains("--metrics-port"), errors.toString());
    }
}
