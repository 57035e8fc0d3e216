package org.namingofcats.probe.path;

import static org.namingofcats.probe.vantage.Agent.Place.NODE;
import static org.namingofcats.probe.vantage.Agent.Place.OUTSIDE;
import static org.namingofcats.probe.vantage.Agent.Place.POD;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Expectation;
import org.namingofcats.probe.evidence.Lab.Node;
import org.namingofcats.probe.evidence.Lab.Service;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.Agent;

/**
 * A public name: one port for one Service on every node, whether the node runs a replica or not. With {@code externalTrafficPolicy: Local} a node
 * serves its own replicas only, with the client's address kept, and drops or refuses what it has none for. That is asked from outside alone:
 * inside, a node takes a short cut to all replicas for its own pods, and another node does not.
 */
@Singleton
public class NodePortPath implements NetworkPath {
    @Override
    public String name() {
        return "node-port";
    }

    @Override
    public int rung() {
        return 4;
    }

    @Override
    public List<Check> checks(Lab lab) {
        Plan plan = new Plan(this);
        List<Agent> outside = from(lab, OUTSIDE);
        if (lab.services("NodePort").isEmpty()) {
            return plan.skip("at-every-node", Vantage.OUTSIDE, "the lab has no Service of type NodePort").checks();
        }
        for (Service service : lab.services("NodePort")) {
            Expectation all = Answer.of(service, Source.KEPT_OR_NODE);
            Set<String> replicas = service.ready().stream().map(Lab.Pod::node).collect(Collectors.toCollection(TreeSet::new));
            boolean local = service.localPolicy() && !replicas.isEmpty();
            for (Node node : lab.nodes()) {
                boolean replica = replicas.contains(node.name());
                String what = at(service, node.name()) + (replica ? "" : "-without-replica");
                if (local && !replica) {
                    plan.closed(what, Vantage.OUTSIDE, at(service, replicas.iterator().next()),
                            calls(outside, service, List.of(node), ClusterIpPath.NONE_HERE));
                } else {
                    plan.open(what, Vantage.OUTSIDE, calls(outside, service, List.of(node), local ? Answer.ofNode(service, node.name(), Source.KEPT) : all));
                }
            }
            if (!local) {
                plan.open(service.name() + "-from-pods", Vantage.OTHER_NODE, calls(from(lab, POD), service, lab.nodes(), all));
                plan.open(service.name() + "-from-node", Vantage.NODE, calls(from(lab, NODE), service, lab.nodes(), all));
            }
        }
        if (lab.services("NodePort").stream().allMatch(service -> service.localPolicy() || hasReplicaOnEachNode(service, lab))) {
            plan.skip("without-replica", Vantage.OUTSIDE, "no node without a replica: one more node would show that it needs none");
        }
        return plan.checks();
    }

    /** Then a node that has none is not there to be asked. */
    private static boolean hasReplicaOnEachNode(Service service, Lab lab) {
        return lab.nodes().stream().noneMatch(node -> service.on(node.name()).isEmpty());
    }

    private static String at(Service service, String node) {
        return service.name() + "-at-" + node;
    }

    private static List<Call> calls(List<Agent> agents, Service service, List<Node> nodes, Expectation expectation) {
        return nodes.stream().flatMap(node -> Plan.each(agents,
                "http://" + node.ip() + ":" + service.nodePort() + "/", expectation).stream()).toList();
    }

    /** Inside, one agent will do: which node is asked matters here, not which one asks. */
    private static List<Agent> from(Lab lab, Place place) {
        return lab.agents(place).stream().limit(1).toList();
    }
}
