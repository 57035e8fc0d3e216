package org.namingofcats.probe.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Targets;
import org.namingofcats.probe.report.Report.Cluster;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.AgentUnreachable;

/** What kind of cluster this is, as far as it tells. */
final class ClusterFacts {
    private static final String UNKNOWN = "unknown";
    /** kube-proxy's own answer, on its metrics port; only a process on the node can ask. */
    private static final String PROXY_MODE = "http://127.0.0.1:" + Targets.KUBE_PROXY + "/proxyMode";
    /** DaemonSets by which a pod network shows itself; {@code pod-network} is the one of our own node image. */
    private static final List<String> POD_NETWORKS =
            List.of("kindnet", "cilium", "calico-node", "kube-flannel-ds", "weave-net", "antrea-agent", "aws-node", "pod-network");

    private ClusterFacts() {}

    static Cluster of(Session session, Lab lab) {
        return new Cluster(session.context(), version(session),
                lab.nodes().stream().map(Lab.Node::name).toList(), proxyMode(lab), cni(session),
                Claim.holder(session.client(), session.namespace()).orElse(null));
    }

    private static String version(Session session) {
        try {
            return session.client().getKubernetesVersion().getGitVersion();
        } catch (KubernetesClientException e) {
            return UNKNOWN; // it went away after the checks: no reason to lose them
        }
    }

    /** As kube-proxy says; {@code unknown} when it does not. */
    static String proxyMode(Lab lab) {
        try {
            return lab.agents(Agent.Place.NODE).stream().findFirst()
                    .map(agent -> agent.dial(PROXY_MODE, Map.of()).result())
                    .filter(result -> result.outcome() == Outcome.OK)
                    .map(DialResult::body).orElse(UNKNOWN);
        } catch (AgentUnreachable e) {
            return UNKNOWN;
        }
    }

    private static String cni(Session session) {
        try {
            return session.client().apps().daemonSets().inAnyNamespace().list().getItems().stream()
                    .map(set -> set.getMetadata().getName()).filter(POD_NETWORKS::contains).findFirst().orElse(UNKNOWN);
        } catch (KubernetesClientException e) {
            return UNKNOWN; // no permission to look: not a reason to fail
        }
    }
}
