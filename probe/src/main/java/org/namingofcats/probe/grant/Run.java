package org.namingofcats.probe.grant;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One run of the probe: it names where its agents shall dial and gives them grants for that. What was named stays so: that
 * nobody answers any more where a pod was is something to be shown.
 */
public final class Run {
    /** Addresses that are remembered, those named last: a grant must fit into a header, also after hours of watching. */
    static final int REMEMBERED = 1_000;

    private final Grants grants;
    private final Map<String, Set<Integer>> targets = new LinkedHashMap<>();
    private String word;
    private Instant renewal = Instant.EPOCH;

    /** @param token the run's token */
    public Run(String token) {
        this(new Grants(token));
    }

    Run(Grants grants) {
        this.grants = grants;
    }

    /**
     * Names a target.
     *
     * @param address IP address, not a name: a name leads where its address is a target
     */
    public synchronized void name(String address, int port) {
        String text = Grant.text(InetAddress.ofLiteral(address));
        Set<Integer> ports = targets.remove(text);
        boolean known = ports != null && ports.contains(port);
        ports = ports == null ? new TreeSet<>() : ports;
        ports.add(port);
        targets.put(text, ports); // the last ones are the freshest
        if (targets.size() > REMEMBERED) {
            targets.remove(targets.keySet().iterator().next());
        }
        word = known ? word : null;
    }

    /** The grant for all that was named, as it goes into the header {@code X-Lab-Grant}. */
    public synchronized String grant() {
        Instant now = grants.now();
        if (word == null || !now.isBefore(renewal)) {
            word = grants.write(new Grant(now.plus(Grants.LIFE).getEpochSecond(), targets));
            renewal = now.plus(Duration.ofMillis(Grants.LIFE.toMillis() / 2));
        }
        return word;
    }
}
