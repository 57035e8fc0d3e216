package org.namingofcats.probe.agent;

import jakarta.inject.Singleton;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;

/**
 * Makes one request on one new connection with a blocking socket, so that each phase can be timed and each failure named.
 * No redirects, no second try, and one deadline for the whole: a slow drip ends in TIMEOUT like silence does.
 */
@Singleton
public class Dialer {

    /**
     * Dials.
     *
     * @throws IllegalArgumentException when the request is malformed
     * @throws DialTarget.Forbidden     when the agent does not dial such a target
     */
    public DialResult dial(DialRequest request) {
        return new Attempt(request).make();
    }
}
