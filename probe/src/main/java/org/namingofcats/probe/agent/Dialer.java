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
     * Looks at a URL as an agent would before it dials.
     *
     * @throws IllegalArgumentException when it is not {@code http://host[:port][/path]}
     */
    public static void check(String url) {
        DialTarget.of(url);
    }

    /**
     * Dials what {@code admission} admits.
     *
     * @throws IllegalArgumentException when the request is malformed
     * @throws Forbidden                when the target is not admitted
     */
    DialResult dial(DialRequest request, Admission admission) {
        return new Attempt(request, admission).make();
    }
}
