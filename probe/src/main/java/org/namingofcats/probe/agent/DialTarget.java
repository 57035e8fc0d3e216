package org.namingofcats.probe.agent;

import java.net.URI;
import java.net.URISyntaxException;

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

    /** {@code Host} header for this target. */
    public String hostHeader() {
        return port == 80 ? host : host + ":" + port;
    }
}
