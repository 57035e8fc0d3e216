package org.namingofcats.probe.grant;

import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One run of the probe: it names where its agents shall dial and gives them grants for that. What was named stays so: that
 * nobody answers any more where a pod was is something to be shown.
 */
public final class Run {
    /** Addresses that are remembered, those named last: hours of watching must not fill the memory. */
    static final int REMEMBERED = 20_000;
    /** Addresses in one grant: it must fit into a header. */
    static final int GRANTED = 1_000;

    private final Grants grants;
    private final Map<String, Set<Integer>> targets = new LinkedHashMap<>();
    /** Grants written already, by what they are for. */
    private final Map<List<Door>, String> words = new HashMap<>();
    private Instant renewal = Instant.EPOCH;
    private Instant end;

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
        if (!known) {
            words.clear();
        }
    }

    /** The grant for what is said to an agent without having it dial, as it goes into the header {@code X-Lab-Grant}. */
    public String grant() {
        return grant(List.of());
    }

    /** The grant for requests of one URL. */
    public String grant(String url) {
        return grant(List.of(url));
    }

    /**
     * The grant for requests of these URLs, of what was named only what these are for: then its size does not grow with the
     * cluster, and who overhears it learns no more. A URL with a name may lead to any address that was named with its port, of which
     * those named last are taken, as many as fit.
     */
    public String grant(List<String> urls) {
        List<Door> doors = urls.stream().map(Run::door).flatMap(Optional::stream).distinct().toList();
        return word(doors, () -> {
            Map<String, Set<Integer>> all = new LinkedHashMap<>();
            doors.forEach(door -> only(door.host(), door.port()).forEach(
                    (address, ports) -> all.computeIfAbsent(address, any -> new TreeSet<>()).addAll(ports)));
            return all;
        });
    }

    private record Door(String host, int port) {}

    /** Empty for what is no URL: the agent says what is wrong with it. */
    private static Optional<Door> door(String url) {
        try {
            URI uri = URI.create(url);
            return Optional.of(new Door(String.valueOf(uri.getHost()).replaceAll("[\\[\\]]", ""), uri.getPort() == -1 ? 80 : uri.getPort()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Map<String, Set<Integer>> only(String host, int port) {
        try {
            String text = Grant.text(InetAddress.ofLiteral(host));
            return targets.getOrDefault(text, Set.of()).contains(port) ? Map.of(text, Set.of(port)) : Map.of();
        } catch (IllegalArgumentException e) { // a name
            Map<String, Set<Integer>> found = new LinkedHashMap<>();
            targets.forEach((address, ports) -> {
                if (ports.contains(port)) {
                    found.put(address, Set.of(port));
                }
            });
            return found;
        }
    }

    private synchronized String word(List<Door> what, Supplier<Map<String, Set<Integer>>> covered) {
        Instant now = grants.now();
        if (!now.isBefore(renewal)) {
            words.clear();
            end = now.plus(Grants.LIFE);
            renewal = now.plus(Grants.LIFE.dividedBy(2));
        }
        return words.computeIfAbsent(what, any -> grants.write(new Grant(end.getEpochSecond(), last(covered.get()))));
    }

    private static Map<String, Set<Integer>> last(Map<String, Set<Integer>> all) {
        return all.entrySet().stream().skip(Math.max(0, all.size() - GRANTED))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
