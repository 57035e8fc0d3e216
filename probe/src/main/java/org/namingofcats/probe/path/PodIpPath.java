package org.namingofcats.probe.path;

import static org.namingofcats.probe.vantage.Agent.Place.NODE;
import static org.namingofcats.probe.vantage.Agent.Place.OUTSIDE;
import static org.namingofcats.probe.vantage.Agent.Place.POD;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;

/**
 * The dignified name: every pod reaches every pod's IP on every node without address translation, and a node's agents reach the
 * pods of that node (the Kubernetes network model); here and in most clusters they reach all.
 */
@Singleton
public class PodIpPath implements NetworkPath {
    /** Why a vantage may have no agent. */
    private static final Map<Vantage, String> UNSEEN = Map.of(
            Vantage.SAME_NODE, "no agent on the pod network is on the node of a workload",
            Vantage.OTHER_NODE, "every agent on the pod network is on the node of every workload: a second node would show it",
            Vantage.NODE, "no agent of this cluster is on the host network");

    @Override
    public String name() {
        return "pod-ip";
    }

    @Override
    public int rung() {
        return 2;
    }

    @Override
    public List<Check> checks(Lab lab) {
        Plan plan = new Plan(this);
        for (Vantage vantage : List.of(Vantage.SAME_NODE, Vantage.OTHER_NODE, Vantage.NODE)) {
            List<Call> calls = calls(lab, vantage);
            if (calls.isEmpty()) {
                plan.skip("from-" + vantage.label(), vantage, UNSEEN.get(vantage));
            } else {
                plan.open("from-" + vantage.label(), vantage, calls);
            }
        }
        List<Call> outside = new ArrayList<>();
        lab.pods().forEach(pod -> outside.addAll(
                Plan.each(lab.agents(OUTSIDE), pod.url() + "/", new Closed(Outcome.UNREACHABLE))));
        return plan.closed("closed-to-outside", Vantage.OUTSIDE, plan.openLike("from-"), outside).checks();
    }

    /** Agents that stand at {@code vantage} of a pod, and that pod: all of them, or a ring where those are too many. */
    private static List<Call> calls(Lab lab, Vantage vantage) {
        return Ring.pairs(lab.agents(POD, NODE), lab.pods(), (agent, pod) -> Vantage.of(agent, List.of(pod)) == vantage).stream()
                .map(pair -> new Call(pair.agent(), pair.pod().url() + "/", Answer.of(pair.pod(), Source.KEPT))).toList();
    }
}
