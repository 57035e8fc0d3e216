package org.namingofcats.probe.path;

import static org.namingofcats.probe.vantage.Agent.Place.NEIGHBOUR;
import static org.namingofcats.probe.vantage.Agent.Place.NODE;
import static org.namingofcats.probe.vantage.Agent.Place.OUTSIDE;
import static org.namingofcats.probe.vantage.Agent.Place.POD;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Expectation;
import org.namingofcats.probe.evidence.Lab.Pod;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.vantage.Agent;

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
        List<Pod> pods = lab.pods().stream().filter(pod -> !pod.localPorts().isEmpty()).toList();
        if (pods.isEmpty()) { // every lab has one: that it is not there is no want of the cluster's but a fault
            return plan.add(new Check.Fact(plan.id(OPEN), "the sidecar", "a ready pod with a sidecar", "",
                    none -> Optional.of("no pod with a sidecar is ready: see `kubectl get pods`"))).checks();
        }
        Expectation refused = new Closed(Outcome.REFUSED);
        plan.open(OPEN, Vantage.SAME_POD, calls(pods, pod -> Plan.each(neighbours(lab, pod), localhost(pod),
                    new Answer(pod.workload(), List.of(Set.of(pod)), pod.sidecar(), Source.KEPT, false))))
            .open("one-pod-two-containers", Vantage.SAME_POD, calls(pods, pod -> Plan.each(nearest(lab, pod),
                    pod.url() + "/" + pod.sidecar(), new Expectation.OnePod(pod))));
        for (Vantage vantage : List.of(Vantage.SAME_NODE, Vantage.OTHER_NODE)) {
            plan.closed("sidecar-closed-to-" + vantage.label(), vantage, OPEN, calls(pods, pod -> Plan.each(lab.agents(POD).stream()
                    .filter(agent -> Vantage.of(agent, List.of(pod)) == vantage).toList(), fromAfar(pod), refused)));
        }
        return plan.closed("sidecar-closed-to-node", Vantage.NODE, OPEN, calls(pods, pod -> Plan.each(lab.agents(NODE), fromAfar(pod), refused)))
            // Not REFUSED: from outside there is no way to the pod at all, let alone to its localhost.
            .closed("sidecar-closed-to-outside", Vantage.OUTSIDE, OPEN,
                    calls(pods, pod -> Plan.each(lab.agents(OUTSIDE), fromAfar(pod), new Closed(Outcome.UNREACHABLE))))
            .closed("another-pods-localhost", Vantage.OTHER_NODE, OPEN, Plan.each(lab.agents(POD), localhost(pods.getFirst()), refused)).checks();
    }

    private static List<Call> calls(List<Pod> pods, Function<Pod, List<Call>> of) {
        return pods.stream().flatMap(pod -> of.apply(pod).stream()).toList();
    }

    private static List<Agent> neighbours(Lab lab, Pod pod) {
        return lab.agents(NEIGHBOUR).stream().filter(agent -> agent.podUid().equals(pod.uid())).toList();
    }

    /** The proof is in the answer, so where no agent is in the pod, any one may ask. */
    private static List<Agent> nearest(Lab lab, Pod pod) {
        List<Agent> inside = neighbours(lab, pod);
        return inside.isEmpty() ? lab.agents(POD).stream().limit(1).toList() : inside;
    }

    private static int port(Pod pod) {
        return pod.localPorts().get(pod.sidecar());
    }

    private static String localhost(Pod pod) {
        return "http://127.0.0.1:" + port(pod) + "/";
    }

    private static String fromAfar(Pod pod) {
        return "http://" + pod.ip() + ":" + port(pod) + "/";
    }
}
