package org.namingofcats.probe.cli;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.trouble.ExitCode;
import picocli.CommandLine;

/** The page that cannot be: one line, the right code, and nobody listens afterwards. */
@QuarkusTest
@Timeout(60)
class PageCommandTest {
    @Inject
    CommandLine.IFactory beans;

    @TempDir
    Path folder;

    @BeforeEach
    void pointToNothing() {
        System.setProperty("kubeconfig", "/no/kubeconfig");
    }

    @AfterEach
    void forget() {
        System.clearProperty("kubeconfig");
    }

    @Test
    void aTakenPortIsToldBeforeAnythingIsAsked() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Told.by(beans, "page", "--port", "" + taken.getLocalPort(), "--report", folder.toString())
                    .assertOneLine(ExitCode.USAGE, "port " + taken.getLocalPort() + " on 127.0.0.1 cannot be had", "--port");
        }
    }

    @Test
    void withoutAClusterThereIsNoPage() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Told.by(beans, "page", "--port", "" + port, "--report", folder.toString()).assertOneLine(ExitCode.UNREACHABLE, "kubeconfig");
        new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
    }
}
