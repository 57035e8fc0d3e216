package org.namingofcats.probe.bench;

import java.util.Set;
import java.util.function.Function;

/**
 * One way to ask, measured in every round.
 *
 * @param what      the rung of the ladder or the floor, e.g. {@code ClusterIP}
 * @param from      where the requests start, e.g. {@code same node}
 * @param keepAlive whether requests share a connection; else each has its own
 * @param sender    sends them, each when it is due; never throws for what becomes of them
 * @param answerers names of the pods that may answer; empty for a floor, which is no pod
 * @param server    name of the meter that counts the server's CPU time
 * @param client    who asks, as its meter is named: an agent or a program
 */
record Arm(String what, String from, boolean keepAlive, Function<Volley, Shots> sender, Set<String> answerers, String server, String client) {
    static final String LOCALHOST = "localhost";
    static final String POD_IP = "pod IP";
    static final String CONTROL = "pod IP again";
    static final String CLUSTER_IP = "ClusterIP";
    static final String NODE_PORT_LOCAL = "NodePort, Local";
    static final String NODE_PORT = "NodePort, Cluster";
    static final String LOAD_BALANCER = "LoadBalancer";
    static final String INGRESS = "Ingress";
    static final String C_SERVER = "C server";
    static final String NGINX = "nginx";
    /** nginx once more, which asks the pod and hands its answer on: what an Ingress costs at least. */
    static final String PROXY = "nginx in between";
    static final String C_CLIENT = "C client, pod IP";
    /** The pod's address once more, by an agent who takes turns with the client in C, request by request. */
    static final String BESIDE_C = "pod IP, beside C";

    static final String SAME_POD = "same pod";
    static final String SAME_NODE = "same node";
    static final String OTHER_NODE = "other node";
    static final String OUTSIDE = "outside";

    /** Asked by an agent. */
    static Arm by(AgentSender sender, String what, String from, Set<String> answerers, String server) {
        return new Arm(what, from, sender.keepAlive(), sender, answerers, server, sender.agent().name());
    }

    /** {@code ClusterIP, same node, kept-alive}; unique in a run. */
    String name() {
        return name(what, from, keepAlive);
    }

    /** Whether it is there to compare clients: the one in C, or the agent that takes turns with it. */
    boolean isClient() {
        return what.equals(C_CLIENT) || what.equals(BESIDE_C);
    }

    /** Name of the meter that counts the CPU time of who stands in between, {@code ""} where nobody does. */
    String proxy() {
        return switch (what) {
            case INGRESS -> CpuMeter.PROXY;
            case PROXY -> NGINX;
            default -> "";
        };
    }

    static String name(String what, String from, boolean keepAlive) {
        return what + ", " + from + ", " + connection(keepAlive);
    }

    static String connection(boolean keepAlive) {
        return keepAlive ? "kept-alive" : "new connection";
    }
}
