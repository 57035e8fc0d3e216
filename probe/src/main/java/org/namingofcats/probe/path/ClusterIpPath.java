package org.namingofcats.probe.path;

import static org.namingofcats.probe.vantage.Agent.Place.NEIGHBOUR;
import static org.namingofcats.probe.vantage.Agent.Place.NODE;
import static org.namingofcats.probe.vantage.Agent.Place.OUTSIDE;
import static org.namingofcats.probe.vantage.Agent.Place.POD;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.namingofcats.api.Outcome;
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
            plan.skipUnseen("by-ip", UNSEEN).skipUnseen("by-name", UNSEEN);
        }
        nobody.forEach(service -> plan.closed(service.name() + "-without-endpoints", Vantage.OTHER_NODE,
                plan.openLike(open.isEmpty() ? "by-ip" : open.getFirst().name() + "-by-ip-from-"),
                Plan.each(lab.agents(POD), url(service), new Closed(Outcome.REFUSED))));
        if (nobody.isEmpty()) {
            plan.skip("without-endpoints", Vantage.OTHER_NODE, "the lab has no Service of type ClusterIP that is meant to have no endpoints");
        }
        return plan.checks();
    }

    private static void open(Plan plan, Lab lab, Service service) {
        List<Agent> inside = lab.agents(POD, NODE);
        String name = "http://" + service.name() + "." + service.namespace() + ".svc:" + service.port() + "/";
        plan.fromEachVantage(service.name() + "-by-ip", inside, service.ready(), url(service), from -> answer(service, from))
            .fromEachVantage(service.name() + "-by-name", inside, service.ready(), name, from -> answer(service, from))
            .closed(service.name() + "-closed-to-outside", Vantage.OUTSIDE, plan.openLike(service.name() + "-by-ip-from-"),
                    Plan.each(lab.agents(OUTSIDE), url(service), new Closed(Outcome.UNREACHABLE)));
        // Hairpin: a pod that meets itself behind its own Service; the node must step in between, or the answer is lost.
        List<Agent> itself = lab.agents(NEIGHBOUR).stream()
                .filter(agent -> service.ready().stream().anyMatch(pod -> pod.uid().equals(agent.podUid()))).toList();
        if (!itself.isEmpty()) {
            plan.open(service.name() + "-by-ip-from-same-pod", Vantage.SAME_POD,
                    Plan.each(itself, url(service), Answer.of(service, Source.KEPT_OR_NODE)));
        }
    }

    /** A pod's address is kept; a node's own is translated by kube-proxy, as it comes from outside the pod network. */
    private static Expectation answer(Service service, Vantage from) {
        return Answer.of(service, from == Vantage.NODE ? Source.KEPT_OR_NODE : Source.KEPT);
    }

    private static String url(Service service) {
        return "http://" + service.clusterIp() + ":" + service.port() + "/";
    }
}
