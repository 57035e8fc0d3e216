package org.namingofcats.probe.evidence;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.namingofcats.probe.vantage.Agent;

/** Where a request starts, seen from the pods it is meant for. */
public enum Vantage {
    /** Another container of the very pod. */
    SAME_POD("same-pod"),
    /** Another pod on a node that runs one of the pods asked. */
    SAME_NODE("same-node"),
    /** A pod on a node that runs none of them. */
    OTHER_NODE("other-node"),
    /** A node itself: a process in its network namespace, as the kubelet and other node agents are. */
    NODE("node"),
    /** A machine beside the nodes, which knows their network and nothing of the cluster's. */
    OUTSIDE("outside");

    private final String label;

    Vantage(String label) {
        this.label = label;
    }

    /** The name in reports and on the command line. */
    public String label() {
        return label;
    }

    /** The one of that label. */
    public static Optional<Vantage> labelled(String label) {
        return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
    }

    /** Where {@code agent} stands when it asks {@code pods}. */
    public static Vantage of(Agent agent, Collection<Lab.Pod> pods) {
        return switch (agent.place()) {
            case OUTSIDE -> OUTSIDE;
            case NODE -> NODE;
            case NEIGHBOUR, POD -> pods.stream().anyMatch(pod -> pod.uid().equals(agent.podUid())) ? SAME_POD
                    : pods.stream().anyMatch(pod -> pod.node().equals(agent.node())) ? SAME_NODE
                    : OTHER_NODE;
        };
    }
}
