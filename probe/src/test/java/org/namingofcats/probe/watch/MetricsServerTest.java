package org.namingofcats.probe.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

class MetricsServerTest {
    private final Metrics metrics = new Metrics();

    @Test
    void aFreePortIsFoundAndTold() {
        try (MetricsServer server = new MetricsServer(metrics.registry(), 0)) {
            assertTrue(Scraped.get(server.address()).contains("naming_of_cats_rounds_total"));
        }
    }

    @Test
    void onlyThisMachineIsServed() throws IOException {
        try (MetricsServer server = new MetricsServer(metrics.registry(), 0)) {
            int port = URI.create(server.address()).getPort();
            for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
                for (InetAddress address : card.inetAddresses().filter(one -> !one.isLoopbackAddress()).toList()) {
                    assertThrows(IOException.class, () -> connect(address, port), address + " is open");
                }
            }
        }
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
        }
    }

    @Test
    void aTakenPortIsWrongUsageInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ProbeException told = assertThrows(ProbeException.class, () -> new MetricsServer(metrics.registry(), taken.getLocalPort()));
            assertEquals(ExitCode.USAGE, told.exitCode());
            assertTrue(told.getMessage().startsWith("port " + taken.getLocalPort() + " on 127.0.0.1 cannot be had"), told.getMessage());
            assertEquals(1, told.getMessage().lines().count());
        }
    }

    @Test
    void thePortIsFreeAfterwards() throws IOException {
        MetricsServer server = new MetricsServer(metrics.registry(), 0);
        int port = URI.create(server.address()).getPort();
        server.close();
        try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(port, again.getLocalPort());
        }
    }
}
