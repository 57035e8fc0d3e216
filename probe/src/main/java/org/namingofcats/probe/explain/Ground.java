package org.namingofcats.probe.explain;

import java.util.List;
import java.util.Optional;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.host.Reader;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Spot;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.AgentUnreachable;

/**
 * The lab's places, to be read.
 *
 * @param lab    the live objects
 * @param reader how they are read
 */
record Ground(Lab lab, Reader reader) {

    List<Spot.Node> nodes() {
        return lab.nodes().stream().map(node -> new Spot.Node(node.name(), node.ip())).toList();
    }

    Optional<Spot.Node> node(String name) {
        return nodes().stream().filter(node -> node.name().equals(name)).findFirst();
    }

    Optional<Spot.Node> nodeWithAddress(String address) {
        return nodes().stream().filter(node -> node.ip().equals(address)).findFirst();
    }

    /** Whether an address is known to be a pod's or a node's, so that who dials it needs no rule. */
    boolean isOwn(String address) {
        return lab.owners().containsKey(address) || nodeWithAddress(address).isPresent()
                || lab.pods().stream().anyMatch(pod -> pod.ip().equals(address));
    }

    /** What a command says where {@code agent} stands. */
    Reading read(Agent agent, List<String> command) {
        if (agent.place() == Agent.Place.OUTSIDE) {
            return identified(agent, command);
        }
        Optional<Spot.Node> node = node(agent.node());
        if (node.isEmpty()) {
            return Reading.failed("node " + agent.node() + " is not ready");
        }
        return agent.place() == Agent.Place.NODE ? reader.read(node.get(), command) : identified(agent, command);
    }

    private Reading identified(Agent agent, List<String> command) {
        try {
            var identity = agent.line().identity();
            return reader.read(agent.place() == Agent.Place.OUTSIDE ? new Spot.Outside(identity.addresses())
                    : new Spot.Pod(node(agent.node()).orElseThrow(), identity.networkNamespace()), command);
        } catch (AgentUnreachable e) {
            return Reading.failed(e.getMessage());
        }
    }
}
