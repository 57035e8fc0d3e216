package org.namingofcats.probe.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.namingofcats.probe.explain.Station.Kind;
import org.namingofcats.probe.host.Spot;
import org.namingofcats.probe.vantage.Agent;

/** The nodes that a connection passes before a pod has it: the asker's own, and the one whose rules decide. */
final class Passage {
    private final Ground ground;
    private final String mode;
    private final Agent from;
    private final int port;
    /** The node whose rules decide, as far as it is known beforehand: the one dialled, or the asker's. */
    private final Optional<Spot.Node> deciding;
    private final Optional<Spot.Node> own;
    private Map<String, Trace> before = Map.of();
    private Map<String, Trace> after = Map.of();

    Passage(Ground ground, String mode, Agent from, String host, int port) {
        this.ground = ground;
        this.mode = mode;
        this.from = from;
        this.port = port;
        this.own = Optional.ofNullable(from.node()).flatMap(ground::node);
        this.deciding = ground.nodeWithAddress(host).or(() -> own);
    }

    /** Reads the nodes that may matter; for an address taken from outside that is each of them, until it is seen which. */
    void before() {
        before = traces();
    }

    void after() {
        after = traces();
    }

    private Map<String, Trace> traces() {
        Map<String, Trace> traces = new ConcurrentHashMap<>();
        List<Spot.Node> nodes = deciding.isEmpty() ? ground.nodes()
                : Stream.concat(own.stream(), deciding.stream()).distinct().toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            nodes.forEach(node -> threads.submit(() -> traces.put(node.name(), Trace.of(ground.reader(), node, mode, port))));
        }
        return traces;
    }

    /**
     * What the connection left behind.
     *
     * @param next address that the deciding node sent it to: a pod's, {@code null} if nobody answered
     */
    List<Station> stations(Answer answer, String next) {
        String address = answer.address();
        List<Station> stations = new ArrayList<>();
        Routes.Owner owner = deciding.map(node -> new Routes.Owner(node, null, null))
                .orElseGet(() -> new Routes(ground).neighbour(from, address));
        if (owner.node() == null) {
            String reason = "which node takes the packets for " + address + " cannot be told: " + owner.problem();
            return List.of(Station.unread(Kind.RULES, "a node", reason), Station.unread(Kind.CONNTRACK, "a node", reason));
        }
        Spot.Node node = owner.node();
        String client = answer.dialled().result().clientAddress();
        if (own.isPresent() && !own.get().equals(node)) {
            List<Flow> leaving = flows(own.get(), address, client, null, stations);
            client = leaving.size() == 1 ? leaving.getFirst().answered() : null;
        }
        if (owner.evidence() != null) {
            stations.add(Station.read(Kind.NEIGHBOUR, "node " + node.name(), List.of(owner.evidence()),
                    "This node answers for the address on the link: the MAC address is its own."));
        }
        stations.add(before.get(node.name()).rules(after.get(node.name()), node, mode, address, port, ground.isOwn(address)));
        flows(node, address, client, next, stations);
        if (next != null) {
            stations.add(new Routes(ground).onward(node, next));
        }
        return stations;
    }

    private List<Flow> flows(Spot.Node node, String address, String client, String pod, List<Station> stations) {
        Trace old = before.get(node.name());
        Trace now = after.get(node.name());
        List<Flow> added = old.added(now, address, port, client, pod);
        stations.add(old.flows(now, node, added));
        return added;
    }
}
