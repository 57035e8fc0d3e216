package org.namingofcats.probe.explain;

import java.util.List;
import java.util.stream.Stream;
import org.namingofcats.probe.explain.Station.Kind;
import org.namingofcats.probe.host.Reader;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Spot;

/**
 * What connections have left on a node, at one moment.
 *
 * @param rules kube-proxy's rules, with counters where they have some
 * @param flows connections to one port
 */
record Trace(Reading rules, Reading flows) {
    private static final int MOST = 24;

    /** Reads a node. {@code mode} is kube-proxy's. */
    static Trace of(Reader reader, Spot.Node node, String mode, int port) {
        Reading rules = switch (mode) {
            case "iptables" -> reader.read(node, List.of("iptables-save", "-c"));
            case "nftables" -> reader.read(node, List.of("nft", "list", "table", "ip", "kube-proxy"));
            case "unknown" -> Reading.failed(
                    "kube-proxy does not say how it works: nobody answers at 127.0.0.1:10249/proxyMode of a node");
            default -> Reading.failed("kube-proxy works in mode " + mode + ", of which this command can read nothing");
        };
        return new Trace(rules,
                reader.read(node, List.of("conntrack", "-L", "-p", "tcp", "--orig-port-dst", String.valueOf(port))));
    }

    /**
     * The rules that the connection met between {@code this} and {@code after}.
     *
     * @param own whether the address is known to be a pod's or a node's
     */
    Station rules(Trace after, Spot.Node node, String mode, String address, int port, boolean own) {
        String where = "node " + node.name();
        if (!rules.ok() || !after.rules.ok()) {
            return Station.unread(Kind.RULES, where, rules.ok() ? after.rules.problem() : rules.problem());
        }
        Walk walk = mode.equals("nftables")
                ? NftWalk.of(after.rules.lines(), address, port, node.ip().equals(address))
                : IptablesWalk.of(rules.lines(), after.rules.lines(), address, port);
        return Station.read(Kind.RULES, where, bounded(walk.steps()), walk.meaning(address + ":" + port, own));
    }

    /** A Service of a hundred pods has hundreds of rules. */
    private static List<String> bounded(List<String> steps) {
        return steps.size() <= MOST ? steps : Stream.concat(steps.stream().limit(MOST),
                Stream.of("… and " + (steps.size() - MOST) + " more")).toList();
    }

    /** Connections that {@code after} has and {@code this} has not; by {@code client} and {@code pod} as far as these are known. */
    List<Flow> added(Trace after, String address, int port, String client, String pod) {
        return Flow.added(flows.lines(), after.flows.lines(), address, port).stream()
                .filter(flow -> flow.fits(client, pod)).toList();
    }

    /** The connection itself, if it can be told among those {@code added}. */
    Station flows(Trace after, Spot.Node node, List<Flow> added) {
        String where = "node " + node.name();
        if (!flows.ok() || !after.flows.ok()) {
            return Station.unread(Kind.CONNTRACK, where, flows.ok() ? after.flows.problem() : flows.problem());
        }
        return Station.read(Kind.CONNTRACK, where, added.stream().map(Flow::line).limit(3).toList(),
                added.isEmpty() ? "No connection of that client to that address was added to the table."
                : added.size() == 1 ? added.getFirst().meaning()
                : added.size() + " such connections were added meanwhile; which of them is this request's cannot be told.");
    }
}
