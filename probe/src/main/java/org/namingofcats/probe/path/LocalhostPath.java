package org.namingofcats.probe.path;

import static org.namingofcats.probe.vantage.Agent.Place.NEIGHBOUR;
import static org.namingofcats.probe.vantage.Agent.Place.NODE;
import static org.namingofcats.probe.vantage.Agent.Place.OUTSIDE;
import static org.namingofcats.probe.vantage.Agent.Place.POD;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Expectation;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Vantage;

/** The private name: containers of one pod share a network namespace, and nobody else is on its localhost. */
@Singleton
public class LocalhostPath implements NetworkPath {
    private static final String OPEN = "sidecar-from-same-pod";

    @Override
    public String name() {
        return "localhost";
    }

    @Override
    public int rung() {
        return 1;
    }

    @Override
    public List<Check> checks(Lab lab) {
        Plan plan = new Plan(this);
        lab.pods().stream().filter(pod -> !pod.localPorts().isEmpty()).findFirst()
                .ifPresentOrElse(pod -> plan(plan, lab, pod),
                        // Every lab has one: that it is not there is no want of the cluster's but a fault.
                        () -> plan.add(new Check.Fact(name() + "/" + OPEN, "the sidecar", "a ready pod with a sidecar", "",
                                none -> Optional.of("no pod with a sidecar is ready: see `kubectl get pods`"))));
        return plan.checks();
    }

    private static void plan(Plan plan, Lab lab, Lab.Pod pod) {
        Map.Entry<String, Integer> sidecar = pod.localPorts().entrySet().iterator().next();
        String localhost = "http://127.0.0.1:" + sidecar.getValue() + "/";
        String fromAfar = "http://" + pod.ip() + ":" + sidecar.getValue() + "/";
        List<Agent> neighbours = lab.agents(NEIGHBOUR).stream().filter(agent -> agent.podUid().equals(pod.uid())).toList();
        Expectation answer = new Answer(pod.workload(), List.of(Set.of(pod)), sidecar.getKey(), Source.KEPT, false);

        plan.open(OPEN, Vantage.SAME_POD, Plan.each(neighbours, localhost, answer))
            .open("one-pod-two-containers", Vantage.SAME_POD, lab.agents(POD).stream().limit(1)
                .map(agent -> new Call(agent, pod.url() + "/" + sidecar.getKey(), new Expectation.OnePod(pod))).toList());
        for (Vantage vantage : List.of(Vantage.SAME_NODE, Vantage.OTHER_NODE)) {
            List<Agent> agents = lab.agents(POD).stream()
                    .filter(agent -> Vantage.of(agent, List.of(pod)) == vantage).toList();
            plan.closed("sidecar-closed-to-" + vantage.label(), vantage, OPEN,
                    Plan.each(agents, fromAfar, new Closed(Outcome.REFUSED)));
        }
        plan.closed("sidecar-closed-to-node", Vantage.NODE, OPEN,
                    Plan.each(lab.agents(NODE), fromAfar, new Closed(Outcome.REFUSED)))
            // Not REFUSED: from outside there is no way to the pod at all, let alone to its localhost.
            .closed("sidecar-closed-to-outside", Vantage.OUTSIDE, OPEN,
                    Plan.each(lab.agents(OUTSIDE), fromAfar, new Closed(Outcome.UNREACHABLE)))
            .closed("another-pods-localhost", Vantage.OTHER_NODE, OPEN,
                    Plan.each(lab.agents(POD), localhost, new Closed(Outcome.REFUSED)));
    }
}
