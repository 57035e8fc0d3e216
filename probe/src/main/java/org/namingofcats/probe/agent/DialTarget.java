package org.namingofcats.probe.agent;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What an agent is asked to dial, and whether it may. An agent is a hand in the cluster that others can move, so it keeps
 * off what no path of the lab leads to: metadata services (link-local addresses) and the API server.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param path path and query, at least {@code /}
 */
record DialTarget(String host, int port, String path) {
    /** Longest URL that an agent reads. */
    private static final int LONGEST = 2_048;
    /** Those that are not link-local: of AWS over IPv6, of Azure, of Alibaba Cloud, as their manuals name them. */
    private static final Set<String> METADATA = Set.of("fd00:ec2:0:0:0:0:0:254", "168.63.129.16", "100.100.100.200");

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
        if (url != null && url.length() > LONGEST) {
            throw new IllegalArgumentException("the url is longer than " + LONGEST + " characters");
        }
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
        if (host.toLowerCase(Locale.ROOT).startsWith("kubernetes.default")) {
            throw new Forbidden(host + " is the API server, which no agent talks to");
        }
        InetAddress address = choose(InetAddress.getAllByName(host.replaceAll("[\\[\\]]", "")));
        if (address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress()) {
            throw new Forbidden(address.getHostAddress() + " is no address of a workload (link-local, multicast or any)");
        }
        if (METADATA.contains(address.getHostAddress())) {
            throw new Forbidden(address.getHostAddress() + " is a cloud's metadata service");
        }
        String apiServer = environment.get("KUBERNETES_SERVICE_HOST");
        if (address.getHostAddress().equals(apiServer)) {
            throw new Forbidden(apiServer + " is the API server, which no agent talks to");
        }
        return address;
    }

    static InetAddress choose(InetAddress... all) {
        return Arrays.stream(all).filter(Inet4Address.class::isInstance).findFirst().orElse(all[0]);
    }

    /** {@code Host} header for this target. */
    String hostHeader() {
        return port == 80 ? host : host + ":" + port;
    }
}
