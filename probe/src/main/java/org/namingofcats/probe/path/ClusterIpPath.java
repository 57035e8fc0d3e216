package org.namingofcats.probe.path;

import static org.namingofcats.probe.vantage.Agent.Place.NEIGHBOUR;
import static org.namingofcats.probe.vantage.Agent.Place.NODE;
import static org.namingofcats.probe.vantage.Agent.Place.OUTSIDE;
import static org.namingofcats.probe.vantage.Agent.Place.POD;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Expectation;
import org.namingofcats.probe.evidence.Lab.Service;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.vantage.Agent;

/** The dignified name in a form that lasts: a Service's ClusterIP and its DNS name, known inside the cluster only. */
@Singleton
public class ClusterIpPath implements NetworkPath {
    /** A node that has none of a Service's pods is as if the Service had none (documentation of internalTrafficPolicy); kube-proxy drops, Cilium refuses. */
    static final Closed NONE_HERE = new Closed(Set.of(Outcome.TIMEOUT, Outcome.REFUSED));
    private static final String NOBODY_THERE = "no agent of this cluster stands there";
    /** Why a vantage may have no agent. */
    private static final Map<Vantage, String> UNSEEN = new EnumMap<>(Map.of(
            Vantage.SAME_NODE, NOBODY_THERE, Vantage.NODE, NOBODY_THERE,
            Vantage.OTHER_NODE, "every agent is on a node that runs one of the pods asked: one more node would show it"));

    @Override
    public String name() {
        return "cluster-ip";
    }

    @Override
    public int rung() {
        return 3;
    }

    @Override
    public List<Check> checks(Lab lab) {
        Plan plan = new Plan(this);
        List<Service> open = lab.services("ClusterIP").stream().filter(service -> service.workload() != null).toList();
        List<Service> nobody = lab.services("ClusterIP").stream().filter(service -> service.workload() == null).toList();
        open.forEach(service -> open(plan, lab, service));
        if (open.isEmpty()) {
            plan.skip("by-ip", Vantage.OTHER_NODE, "the lab has no Service of type ClusterIP that is meant to have endpoints");
        } else {
            Map<Vantage, String> unseen = new EnumMap<>(UNSEEN);
            if (open.stream().allMatch(Service::localInside)) {
                unseen.put(Vantage.OTHER_NODE, "every such Service keeps to its node (internalTrafficPolicy: Local)");
            }
            plan.skipUnseen("by-ip", unseen).skipUnseen("by-name", unseen);
        }
        nobody.forEach(service -> plan.closed(service.name() + "-without-endpoints", Vantage.OTHER_NODE,
                plan.openLike(open.isEmpty() ? "by-ip" : open.getFirst().name() + "-by-ip-from-"),
                Plan.each(lab.agents(POD), url(service), new Closed(Outcome.REFUSED))));
        if (nobody.isEmpty()) {
            plan.skip("without-endpoints", Vantage.OTHER_NODE, "the lab has no Service of type ClusterIP that is meant to have no endpoints");
        }
        lab.services(Service.OF_OTHERS).forEach(service -> plan.skip(service.name() + "-by-ip", Vantage.OTHER_NODE,
                "no pod of the lab is meant behind it: what answers there bears no passport"));
        return plan.checks();
    }

    private static void open(Plan plan, Lab lab, Service service) {
        Map<Boolean, List<Agent>> served = lab.agents(POD, NODE).stream()
                .collect(Collectors.partitioningBy(agent -> !service.localInside() || service.ready().isEmpty() || !service.on(agent.node()).isEmpty()));
        List<Agent> inside = served.get(true);
        String name = "http://" + service.name() + "." + service.namespace() + ".svc:" + service.port() + "/";
        plan.fromEachVantage(service.name() + "-by-ip", inside, service.ready(), url(service), agent -> answer(service, agent))
            .fromEachVantage(service.name() + "-by-name", inside, service.ready(), name, agent -> answer(service, agent))
            .closed(service.name() + "-closed-to-outside", Vantage.OUTSIDE, plan.openLike(service.name() + "-by-ip-from-"),
                    Plan.each(lab.agents(OUTSIDE), url(service), new Closed(Outcome.UNREACHABLE)));
        if (!served.get(false).isEmpty() && !inside.isEmpty()) {
            plan.closed(service.name() + "-by-ip-without-replica", Vantage.OTHER_NODE, plan.openLike(service.name() + "-by-ip-from-"),
                    Plan.each(served.get(false), url(service), NONE_HERE));
        }
        // Hairpin: a pod that meets itself behind its own Service; the node must step in between, or the answer is lost.
        List<Agent> itself = lab.agents(NEIGHBOUR).stream()
                .filter(agent -> service.ready().stream().anyMatch(pod -> pod.uid().equals(agent.podUid()))).toList();
        if (!itself.isEmpty()) {
            plan.open(service.name() + "-by-ip-from-same-pod", Vantage.SAME_POD,
                    itself.stream().map(agent -> new Call(agent, url(service), answer(service, agent, Source.ANY))).toList());
        }
    }

    /** A pod's address is kept; a node's own is translated by kube-proxy, as it comes from outside the pod network. */
    private static Expectation answer(Service service, Agent agent) {
        return answer(service, agent, agent.place() == NODE ? Source.KEPT_OR_NODE : Source.KEPT);
    }

    private static Expectation answer(Service service, Agent agent, Source source) {
        return service.localInside() ? Answer.ofNode(service, agent.node(), source) : Answer.of(service, source);
    }

    private static String url(Service service) {
        return "http://" + service.clusterIp() + ":" + service.port() + "/";
    }
}
