package org.namingofcats.probe.agent;

import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.namingofcats.api.AgentIdentity;
import org.namingofcats.api.MacAddress;
import org.namingofcats.api.NetworkNamespace;

/** Where this agent stands, as its own kernel tells it. */
@Singleton
class AgentSelf {
    private final Optional<String> node;
    private final Optional<String> pod;

    AgentSelf(@ConfigProperty(name = "node.name") Optional<String> node, @ConfigProperty(name = "pod.name") Optional<String> pod) {
        this.node = node;
        this.pod = pod;
    }

    /** Anew each time: on a node, addresses come and go with the pods. */
    AgentIdentity identity() {
        try {
            List<String> addresses = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address))) // the lab's paths are IPv4
                    .map(address -> address.getHostAddress().replaceFirst("%.*", "")).distinct().toList();
            return new AgentIdentity(node.orElse(null), pod.orElse(null), addresses,
                    addresses.isEmpty() ? null : MacAddress.of(addresses.getFirst()), NetworkNamespace.inode());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }
}
