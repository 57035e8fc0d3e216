package org.namingofcats.probe.explain;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.explain.Station.Kind;
import org.namingofcats.probe.vantage.Agent;

/** Has one request made and tells its way from what it left behind. */
public final class Explainer {
    private final Lab lab;
    private final String mode;
    private final Ground ground;
    private final ObjectMapper json;

    /**
     * @param lab    the live objects
     * @param mode   kube-proxy's mode
     * @param reader how nodes are read
     * @param json   mapper of the records
     */
    public Explainer(Lab lab, String mode, Reader reader, ObjectMapper json) {
        this.lab = lab;
        this.mode = mode;
        this.ground = new Ground(lab, reader);
        this.json = json;
    }

    /**
     * Makes {@code call}, once.
     *
     * @throws org.namingofcats.probe.vantage.AgentUnreachable when the agent could not be asked
     */
    public Journey explain(String path, Call call) {
        Agent from = call.from();
        String host = Choice.host(call);
        int port = java.net.URI.create(call.url()).getPort() == -1 ? 80 : java.net.URI.create(call.url()).getPort();
        boolean local = host.startsWith("127.");
        Map<String, Trace> before = local ? Map.of() : traces(candidates(from, host), port);
        Map<String, Upstream> upstreams = isIngress(host) ? upstreams() : Map.of();

        Answer answer = Answer.of(from.dial(call.url(), call.headers()), json);

        List<Station> stations = new ArrayList<>(List.of(answer.lookup(host, from.name())));
        if (answer.address() != null) {
            // First what fades: the table of connections.
            List<Station> middle = local ? List.of() : middle(from, answer, port, before);
            stations.add(new Routes(ground).start(from, answer.address()));
            stations.addAll(middle);
        }
        envoy(answer).ifPresent(address -> stations.add(upstreams.getOrDefault(address, new Upstream(Map.of(), "it was not asked before the request"))
                .moved(Upstream.of(inside(), address), lab.owners().get(address), address)));
        stations.add(answer.pod(lab));
        stations.add(answer.source(lab));
        DialResult result = answer.dialled().result();
        return new Journey(path, from.name(), call.url(), result.outcome(), result.status(), result.timing().total(), result.message(), stations);
    }

    /** Nodes that may decide: the one dialled, the agent's own, or from outside any, until it is seen which one takes the address. */
    private List<Spot.Node> candidates(Agent from, String host) {
        return ground.nodeWithAddress(host).or(() -> from.node() == null ? Optional.empty() : ground.node(from.node()))
                .map(List::of).orElseGet(ground::nodes);
    }

    private Map<String, Trace> traces(List<Spot.Node> nodes, int port) {
        Map<String, Trace> traces = new ConcurrentHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            nodes.forEach(node -> threads.submit(() -> traces.put(node.name(), Trace.of(ground.reader(), node, mode, port))));
        }
        return new TreeMap<>(traces);
    }

    private List<Station> middle(Agent from, Answer answer, int port, Map<String, Trace> before) {
        String address = answer.address();
        Map<String, Trace> after = traces(ground.nodes().stream().filter(node -> before.containsKey(node.name())).toList(), port);
        Routes.Owner owner = before.size() == 1 ? new Routes.Owner(ground.node(before.keySet().iterator().next()).orElseThrow(), null, null)
                : new Routes(ground).neighbour(from, address);
        if (owner.node() == null) {
            String reason = "which node takes the packets for " + address + " cannot be told: " + owner.problem();
            return List.of(Station.unread(Kind.RULES, "a node", reason), Station.unread(Kind.CONNTRACK, "a node", reason));
        }
        Spot.Node node = owner.node();
        List<Station> middle = new ArrayList<>();
        if (owner.evidence() != null) {
            middle.add(Station.read(Kind.NEIGHBOUR, "node " + node.name(), List.of(owner.evidence()), "This node answers for the address on the link: the MAC address is its own."));
        }
        middle.add(before.get(node.name()).rules(after.get(node.name()), node, mode, address, port));
        middle.add(before.get(node.name()).flows(after.get(node.name()), node, address, port));
        if (answer.passport() != null) {
            middle.add(new Routes(ground).onward(node, envoy(answer).orElse(answer.passport().podIp())));
        }
        return middle;
    }

    private boolean isIngress(String host) {
        return lab.routes().stream().anyMatch(route -> host.equals(route.address()));
    }

    private Map<String, Upstream> upstreams() {
        return lab.owners().entrySet().stream().filter(owner -> owner.getValue().kind().equals(Lab.Owner.CONTROLLER)).map(Map.Entry::getKey)
                .collect(Collectors.toMap(Function.identity(), address -> Upstream.of(inside(), address)));
    }

    private Optional<Agent> inside() {
        return lab.agents(Agent.Place.POD).stream().findFirst();
    }

    /** Address of the ingress controller's pod that handed the request on, if one did. */
    private Optional<String> envoy(Answer answer) {
        return Optional.ofNullable(answer.passport()).map(passport -> passport.peerAddress())
                .filter(peer -> lab.owners().containsKey(peer) && lab.owners().get(peer).kind().equals(Lab.Owner.CONTROLLER));
    }
}
