package org.namingofcats.probe.path;

import static org.namingofcats.probe.vantage.Agent.Place.NODE;
import static org.namingofcats.probe.vantage.Agent.Place.OUTSIDE;
import static org.namingofcats.probe.vantage.Agent.Place.POD;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Lab.Node;
import org.namingofcats.probe.evidence.Lab.Service;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.Vantage;

/** A public name: one port for one Service on every node, whether the node runs a replica or not. */
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
        for (Service service : lab.services("NodePort")) {
            Set<String> replicas = service.ready().stream().map(Lab.Pod::node).collect(Collectors.toSet());
            for (Node node : lab.nodes()) {
                boolean replica = replicas.contains(node.name());
                plan.open(service.name() + "-at-" + node.name() + (replica ? "" : "-without-replica"), Vantage.OUTSIDE,
                        calls(outside, service, List.of(node)));
            }
            plan.open(service.name() + "-from-pods", Vantage.OTHER_NODE, calls(from(lab, POD), service, lab.nodes()));
            plan.open(service.name() + "-from-node", Vantage.NODE, calls(from(lab, NODE), service, lab.nodes()));
        }
        return plan.checks();
    }

    private static List<Call> calls(List<Agent> agents, Service service, List<Node> nodes) {
        return nodes.stream().flatMap(node -> Plan.each(agents,
                "http://" + node.ip() + ":" + service.nodePort() + "/",
                Answer.of(service, Source.KEPT_OR_NODE)).stream()).toList();
    }

    /** Inside, one agent will do: which node is asked matters here, not which one asks. */
    private static List<Agent> from(Lab lab, Place place) {
        return lab.agents(place).stream().limit(1).toList();
    }
}
