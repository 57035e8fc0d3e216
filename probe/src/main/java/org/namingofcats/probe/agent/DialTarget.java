package org.namingofcats.probe.agent;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;

/**
 * What an agent is asked to dial, and whether it may. An agent is a hand in the cluster that others can move, so it keeps
 * off what no path of the lab leads to: metadata services (link-local addresses) and the API server.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param path path and query, at least {@code /}
 */
record DialTarget(String host, int port, String path) {

    /** The target is refused; the message says why. */
    static final class Forbidden extends RuntimeException {
        Forbidden(String message) {
            super(message);
        }
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException when it is not {@code http://host[:port][/path]}
     */
    static DialTarget of(String url) {
        try {
            URI uri = new URI(url == null ? "" : url);
            if (!"http".equals(uri.getScheme())) {
                throw new IllegalArgumentException("'" + url + "' is not plain http");
            }
            if (uri.getHost() == null || uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException("'" + url + "' is not http://host[:port]/path");
            }
            int port = uri.getPort() == -1 ? 80 : uri.getPort();
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("port " + port + " is not from 1 to 65535");
            }
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return new DialTarget(uri.getHost(), port, uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + url + "' is not a URL");
        }
    }

    /**
     * Looks the name up where the agent is; of several addresses the first IPv4 one.
     *
     * @throws UnknownHostException when it has none
     * @throws Forbidden            when the agent keeps off the address it leads to
     */
    InetAddress resolve(Map<String, String> environment) throws UnknownHostException {
        InetAddress[] all = InetAddress.getAllByName(host.replaceAll("[\\[\\]]", ""));
        InetAddress address = Arrays.stream(all).filter(Inet4Address.class::isInstance).findFirst().orElse(all[0]);
        if (address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress()) {
            throw new Forbidden(address.getHostAddress() + " is no address of a workload (link-local, multicast or any)");
        }
        String apiServer = environment.get("KUBERNETES_SERVICE_HOST");
        if (address.getHostAddress().equals(apiServer)) {
            throw new Forbidden(apiServer + " is the API server, which no agent talks to");
        }
        return address;
    }

    /** {@code Host} header for this target. */
    String hostHeader() {
        return port == 80 ? host : host + ":" + port;
    }
}
