package org.namingofcats.probe.race;

import java.util.Map;
import org.namingofcats.probe.vantage.Agent;

/**
 * One steady stream of requests: who asks which workload by which name. Tracks of one path and one way to connect are
 * one lane of the report.
 *
 * @param path      network path, e.g. {@code cluster-ip}
 * @param keepAlive whether requests share connections
 * @param agent     who asks
 * @param url       what is asked
 * @param headers   request headers
 * @param workload  who should answer: nobody else's answer counts
 */
public record Track(String path, boolean keepAlive, Agent agent, String url, Map<String, String> headers, String workload) {
    /** The path that leads to one pod and dies with it. */
    static final String POD_IP = "pod-ip";
    /** The path by a proxy, which has connections of its own to the pods. */
    static final String INGRESS = "ingress";

    /** As in {@code race.json}. */
    public String connection() {
        return keepAlive ? "kept-alive" : "new";
    }

    /** {@code cluster-ip, new}. */
    public String lane() {
        return path + ", " + connection();
    }

    boolean byIngress() {
        return path.equals(INGRESS);
    }

    /** Whether a Service stands between, so that another pod may answer. */
    public boolean byService() {
        return !path.equals(POD_IP) && !path.equals("localhost");
    }
}
