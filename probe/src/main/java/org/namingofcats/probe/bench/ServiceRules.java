package org.namingofcats.probe.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.namingofcats.probe.host.Reader;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Spot;
import org.namingofcats.probe.trouble.Patience;

/** The rules that kube-proxy has made on a node, counted where its mode puts them. */
final class ServiceRules {
    private static final Patience PATIENCE = new Patience(Duration.ofMinutes(3), Duration.ofSeconds(1));
    /** The names of Services stand in comments of iptables and in names of chains of nftables. */
    private static final Map<String, String> LISTINGS = Map.of("iptables", "iptables-save -t nat", "nftables", "nft list table ip kube-proxy");

    private final Reader reader;
    private final Spot.Node node;
    private final String listing;

    /**
     * @param mode as kube-proxy calls it
     * @throws BenchFailure when nothing is known about rules of this mode
     */
    ServiceRules(Reader reader, Spot.Node node, String mode) {
        this.reader = reader;
        this.node = node;
        this.listing = LISTINGS.get(mode);
        if (listing == null) {
            throw new BenchFailure("kube-proxy's mode is " + mode + ", and rules can be counted in " + String.join(" and ", modes()) + " mode only");
        }
    }

    /** The modes whose rules can be counted. */
    static List<String> modes() {
        return List.copyOf(new TreeSet<>(LISTINGS.keySet()));
    }

    /**
     * Waits until there are rules for so many Services of a namespace.
     *
     * @param name what their names begin with; a number follows
     * @throws BenchFailure when there are fewer after three minutes
     */
    void await(String namespace, String name, int wanted) {
        Predicate<Reading> enough = rules -> rules.ok() && number(rules) >= wanted;
        Reading rules = PATIENCE.until(() -> count(namespace, name), enough);
        if (!enough.test(rules)) {
            throw new BenchFailure("kube-proxy on " + node.name() + " has not made rules for " + wanted + " Services within " + PATIENCE.length().toSeconds()
                    + " s: " + (rules.ok() ? number(rules) + " are there" : rules.problem()));
        }
    }

    private Reading count(String namespace, String name) {
        return reader.read(node, List.of("sh", "-c", listing + " 2> /dev/null | grep -o '" + namespace + "/" + name + "[0-9]*' | sort -u | wc -l"));
    }

    private static int number(Reading rules) {
        return Integer.parseInt(rules.lines().getFirst().strip());
    }
}
