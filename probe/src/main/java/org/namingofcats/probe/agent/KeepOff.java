package org.namingofcats.probe.agent;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Addresses that no agent dials, whatever the run has named: a stolen token must not turn into a cloud's credentials.
 * The second lock; the first is the grant.
 */
final class KeepOff {
    /**
     * Those that are not link-local: of AWS and Google Cloud over IPv6, of EKS's Pod Identity Agent, which has the credentials of pods, of Azure, Alibaba Cloud
     * and Oracle Cloud, as their manuals name them.
     */
    private static final Set<InetAddress> METADATA = Stream.of("fd00:ec2::254", "fd20:ce::254", "fd00:ec2::23", "168.63.129.16", "100.100.100.200", "192.0.0.192")
            .map(InetAddress::ofLiteral).collect(Collectors.toUnmodifiableSet());

    private KeepOff() {}

    /**
     * Compares addresses and not how they are written: an IPv6 one has many spellings, and may bear a zone.
     *
     * @param apiServer ClusterIP of the API server, {@code null} outside the cluster
     * @throws Forbidden when {@code address} is one of them
     */
    static void check(InetAddress address, InetAddress apiServer) {
        InetAddress real = unwrapped(address);
        if (real.isLinkLocalAddress() || real.isMulticastAddress() || real.isAnyLocalAddress()) {
            throw new Forbidden(address.getHostAddress() + " is no address of a workload (link-local, multicast or any)");
        }
        if (METADATA.contains(real)) {
            throw new Forbidden(address.getHostAddress() + " is a cloud's metadata service");
        }
        if (real.equals(apiServer)) {
            throw new Forbidden(address.getHostAddress() + " is the API server, which no agent talks to");
        }
    }

    /** The IPv4 address within an IPv6 one of NAT64 (RFC 6052), 6to4 (RFC 3056) or IPv4-compatible form; Java itself unwraps mapped ones. */
    private static InetAddress unwrapped(InetAddress address) {
        if (!(address instanceof Inet6Address six)) {
            return address;
        }
        byte[] bytes = six.getAddress();
        int from = six.isIPv4CompatibleAddress() && !six.isAnyLocalAddress() && !six.isLoopbackAddress() ? 12
                : bytes[0] == 0x20 && bytes[1] == 0x02 ? 2
                : bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xff && bytes[3] == (byte) 0x9b ? 12
                : -1;
        try {
            return from < 0 ? address : InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // four bytes are an address
        }
    }
}
