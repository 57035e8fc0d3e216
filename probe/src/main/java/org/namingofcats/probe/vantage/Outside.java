package org.namingofcats.probe.vantage;

import java.net.URI;

/**
 * The agent outside the cluster, as far as it is known before it is asked.
 *
 * @param base    where it listens, {@code null} if it does not run
 * @param trouble why it does not, {@code null} if it runs
 * @param remedy  what helps, {@code null} if it runs
 */
public record Outside(URI base, String trouble, String remedy) {

    /** One that listens there. */
    public static Outside at(URI base) {
        return new Outside(base, null, null);
    }

    /** One whose container is there and does not run. Docker itself would bring it back with its default route. */
    public static Outside stopped(String container) {
        return new Outside(null, "the container " + container + " is stopped", "`make deploy` makes it anew");
    }

    /** One that may be there. */
    public static Outside unknown(String problem) {
        return new Outside(null, "whether there is an agent outside is not known: " + problem,
                "see that `docker ps` works for you, or say with --outside where it is");
    }
}
