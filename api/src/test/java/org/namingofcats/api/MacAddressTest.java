package org.namingofcats.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"127.0.0.1", "198.51.100.1", "not an address", ""})
    void loopbackForeignAndMalformedHaveNone(String ip) {
        assertNull(MacAddress.of(ip));
    }

    /** The kernel is the second witness: it shows the address in a file. */
    @Test
    void isWhatTheKernelShows() throws Exception {
        var carrier = NetworkInterface.networkInterfaces().filter(MacAddressTest::hasMac).findFirst();
        assumeTrue(carrier.isPresent() && Files.exists(Path.of("/sys/class/net")), "no interface with a MAC address, or no kernel that shows it in a file");
        var shown = Files.readString(Path.of("/sys/class/net", carrier.get().getName(), "address")).strip();
        var ip = carrier.get().inetAddresses().findFirst().orElseThrow();
        assertEquals(shown, MacAddress.of(ip.getHostAddress()));
    }

    private static boolean hasMac(NetworkInterface candidate) {
        try {
            return candidate.getHardwareAddress() != null && candidate.inetAddresses().findAny().isPresent();
        } catch (SocketException e) {
            return false;
        }
    }
}
