package org.namingofcats.probe.agent;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.TreeMap;
import org.namingofcats.api.Passport;

/**
 * What an agent is asked to dial, read from a URL; whether it may is decided by {@link TargetCheck}.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param path path and query, at least {@code /}
 */
public record DialTarget(String host, int port, String path) {
    /** Longest URL that an agent reads. */
    private static final int LONGEST = 2_048;

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException when it is not {@code http://host[:port][/path]}
     */
    public static DialTarget of(String url) {
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
            if (uri.getHost().matches("(?i)0x[0-9a-f]+|\\d+")) {
                throw new IllegalArgumentException("'" + uri.getHost() + "' is not an address as they are written, like 10.0.0.1");
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

    /** Whether the host is an address: then there is no name to look up. */
    public boolean isAddress() {
        return host.matches("[\\d.]+|\\[.*");
    }

    /**
     * All of a GET request's head that stands before its nonce, which comes last.
     *
     * @param headers   further headers, which may replace {@code Host}; {@code null} for none
     * @param keepAlive whether the connection is to be kept for another request
     */
    public String headUpToNonce(Map<String, String> headers, boolean keepAlive) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Host", hostHeader());
        all.put("Accept", "application/json");
        all.putAll(headers == null ? Map.of() : headers);
        all.put("Connection", keepAlive ? "keep-alive" : "close");
        all.remove(Passport.NONCE_HEADER);
        StringBuilder head = new StringBuilder("GET ").append(path).append(" HTTP/1.1\r\n");
        all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append(Passport.NONCE_HEADER).append(": ").toString();
    }

    /** {@code Host} header for this target. */
    String hostHeader() {
        return port == 80 ? host : host + ":" + port;
    }
}
