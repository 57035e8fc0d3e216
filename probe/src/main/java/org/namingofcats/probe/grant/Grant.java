package org.namingofcats.probe.grant;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Where agents may dial for a run, and until when.
 *
 * @param until   seconds since 1970 after which it is worth nothing
 * @param targets ports by address, the addresses written as {@link #text} writes them
 */
public record Grant(long until, Map<String, Set<Integer>> targets) {

    /** Whether {@code port} at this address, looked up already, is among the targets. */
    public boolean covers(InetAddress address, int port) {
        return targets.getOrDefault(text(address), Set.of()).contains(port);
    }

    /** Its last moment. */
    Instant end() {
        return Instant.ofEpochSecond(until);
    }

    /** One spelling for each address; an IPv6 one is without its scope, which means nothing on another machine. */
    static String text(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }
}
