package org.namingofcats.probe.vantage;

import java.net.URI;

/**
 * The agent outside the cluster, as far as it is known before it is asked.
 *
 * @param base    where it listens, {@code null} if it does not run
 * @param trouble why it does not, {@code null} if it runs
 */
public record Outside(URI base, String trouble) {
    /** What helps it. Docker itself would bring it back with its default route. */
    public static final String REMEDY = "`make deploy` makes it anew";

    /** One that listens there. */
    public static Outside at(URI base) {
        return new Outside(base, null);
    }

    /** One whose container is there and does not run. */
    public static Outside stopped(String container) {
        return new Outside(null, "the container " + container + " is stopped");
    }
}
