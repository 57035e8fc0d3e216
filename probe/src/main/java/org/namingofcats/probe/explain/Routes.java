package org.namingofcats.probe.explain;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.namingofcats.probe.explain.Station.Kind;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Spot;
import org.namingofcats.probe.vantage.Agent;

/** The kernel's own answer to where a packet goes: {@code ip route get}. */
record Routes(Ground ground) {
    static final String NO_ROUTE = "There is no route to it: no packet leaves.";
    private static final Pattern VIA = Pattern.compile(" via (\\S+)");
    private static final Pattern DEVICE = Pattern.compile(" dev (\\S+)");
    private static final Pattern MAC = Pattern.compile("lladdr (\\S+)");

    /** The first hop, in the network namespace of the agent. */
    Station start(Agent agent, String address) {
        return station(Kind.ROUTE, agent.place() == Agent.Place.NODE ? "node " + agent.node() : "agent " + agent.name(),
                ground.read(agent, List.of("ip", "route", "get", address)));
    }

    /** From a node to the pod. */
    Station onward(Spot.Node node, String address) {
        return station(Kind.ONWARD, "node " + node.name(), ground.reader().read(node, List.of("ip", "route", "get", address)));
    }

    private Station station(Kind kind, String where, Reading reading) {
        List<String> lines = reading.lines().stream().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("cache")).toList();
        boolean none = lines.stream().anyMatch(line -> line.contains("unreachable") || line.contains("No route"));
        return !reading.ok() && !none ? Station.unread(kind, where, reading.problem())
                : Station.read(kind, where, lines, none ? NO_ROUTE : meaning(String.join(" ", lines)));
    }

    private String meaning(String route) {
        Matcher device = DEVICE.matcher(route);
        Matcher via = VIA.matcher(route);
        String by = device.find() ? device.group(1) : "?";
        return by.equals("lo") ? "The packet stays in this network namespace, on its loopback interface."
                : via.find() ? "The next hop is " + via.group(1) + ground.nodeWithAddress(via.group(1))
                        .map(node -> " (node " + node.name() + ")").orElse("") + ", by interface " + by + "."
                : "It is a direct neighbour on interface " + by + ".";
    }

    /** The node that answers for {@code address} on the link of an agent outside: whose MAC address was learnt there. */
    Owner neighbour(Agent outside, String address) {
        Reading learnt = ground.read(outside, List.of("ip", "neigh", "show", "to", address));
        Matcher mac = MAC.matcher(String.join(" ", learnt.lines()));
        if (!learnt.ok() || !mac.find()) {
            return new Owner(null, null,
                    learnt.ok() ? "the agent outside knows no MAC address for it" : learnt.problem());
        }
        for (Spot.Node node : ground.nodes()) {
            Reading links = ground.reader().read(node, List.of("ip", "-o", "link", "show"));
            if (links.lines().stream().anyMatch(line -> line.contains(mac.group(1)))) {
                return new Owner(node, learnt.lines().getFirst().strip(), null);
            }
        }
        return new Owner(null, null, "no node that can be read has the MAC address " + mac.group(1));
    }

    /**
     * Who takes the packets for an address.
     *
     * @param node     the node, {@code null} if it cannot be told
     * @param evidence the line that shows it
     * @param problem  why it cannot be told
     */
    record Owner(Spot.Node node, String evidence, String problem) {}
}
