package org.namingofcats.api;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HexFormat;

/** The link-layer address behind an IP address of this machine or pod. */
public final class MacAddress {

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private MacAddress() {}

    /** MAC of the interface that carries {@code ip}, lower case; {@code null} if none does or it has no MAC (loopback). */
    public static String of(String ip) {
        if (ip == null) {
            return null;
        }
        try {
            var carrier = NetworkInterface.getByInetAddress(InetAddress.ofLiteral(ip));
            var mac = carrier == null ? null : carrier.getHardwareAddress();
            return mac == null ? null : COLONS.formatHex(mac);
        } catch (SocketException | IllegalArgumentException e) {
            return null;
        }
    }
}
