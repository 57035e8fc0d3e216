package org.namingofcats.probe.evidence;

import java.util.Map;
import org.namingofcats.probe.vantage.Agent;

/**
 * One client, one address, and what should come of it.
 *
 * @param from        who dials
 * @param url         what is dialled
 * @param headers     request headers beside the nonce
 * @param expectation what should come of it
 */
public record Call(Agent from, String url, Map<String, String> headers, Expectation expectation) {

    /** A call without headers of its own. */
    public Call(Agent from, String url, Expectation expectation) {
        this(from, url, Map.of(), expectation);
    }
}
