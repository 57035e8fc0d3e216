package org.namingofcats.probe.host;

import java.util.List;

/** A network namespace that packets start in or pass through. */
public sealed interface Spot {

    /** A node's own. */
    record Node(String name, String ip) implements Spot {}

    /**
     * A pod's.
     *
     * @param node  node it runs on
     * @param inode inode of the namespace, as the pod itself reads it
     */
    record Pod(Node node, String inode) implements Spot {}

    /**
     * That of the agent outside the cluster.
     *
     * @param addresses its addresses, by which its container is known
     */
    record Outside(List<String> addresses) implements Spot {}
}
