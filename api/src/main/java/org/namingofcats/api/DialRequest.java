package org.namingofcats.api;

import java.util.Map;

/**
 * One request that an agent is asked to make.
 *
 * @param url           plain {@code http://host:port/path}; names are looked up where the agent runs
 * @param nonce         sent as {@value Passport#NONCE_HEADER}; 1 to 64 characters of {@code [A-Za-z0-9-]}
 * @param headers       further headers, e.g. {@code Host}; may be {@code null}
 * @param timeoutMillis deadline for the whole request in milliseconds, 1 to 30,000
 */
public record DialRequest(String url, String nonce, Map<String, String> headers, int timeoutMillis) {

    /** Header that carries the run's grant from the orchestrator to the agent: targets, signed with the run's token. */
    public static final String GRANT_HEADER = "X-Lab-Grant";
}
