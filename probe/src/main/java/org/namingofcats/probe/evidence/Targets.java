package org.namingofcats.probe.evidence;

import org.namingofcats.probe.grant.Run;
import org.namingofcats.probe.vantage.Agent.Place;

/** Everything in a lab that the probe has its agents dial. What is not listed here, no agent reaches for. */
public final class Targets {
    /** kube-proxy's metrics port, on a node's localhost. */
    public static final int KUBE_PROXY = 10249;
    /** Where Contour has Envoy serve its statistics. */
    public static final int ENVOY = 8002;

    private static final String LOCALHOST = "127.0.0.1";

    private Targets() {}

    /** Names them all. Doors that should be closed are among them. */
    static void name(Lab lab, Run run) {
        lab.pods().forEach(pod -> {
            run.name(pod.ip(), pod.port());
            pod.localPorts().values().forEach(port -> {
                run.name(pod.ip(), port);
                run.name(LOCALHOST, port);
                run.name(LOCALHOST, pod.port());
            });
        });
        lab.services().forEach(service -> {
            if (service.clusterIp() != null) {
                run.name(service.clusterIp(), service.port());
            }
            if (service.address() != null) {
                run.name(service.address(), service.port());
            }
            if (service.nodePort() > 0) {
                lab.nodes().forEach(node -> run.name(node.ip(), service.nodePort()));
            }
        });
        lab.routes().stream().filter(route -> route.address() != null).forEach(route -> run.name(route.address(), route.port()));
        if (!lab.agents(Place.NODE).isEmpty()) {
            run.name(LOCALHOST, KUBE_PROXY);
        }
        lab.owners().forEach((address, owner) -> {
            if (owner.kind().equals(Lab.Owner.CONTROLLER)) {
                run.name(address, ENVOY);
            }
        });
    }
}
