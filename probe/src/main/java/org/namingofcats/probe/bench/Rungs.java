package org.namingofcats.probe.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.Announcer;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.Agent;

/** Every name of one pod, from every place that it has one for. What the lab does not have has no rung, and is told. */
final class Rungs {

    /** One rung: who asks where, for both kinds of connection. */
    record Rung(String what, String from, Vantage vantage, Agent agent, String url, Map<String, String> headers, Source source) {}

    private final Lab lab;
    private final Lab.Pod pod;
    private final List<Rung> rungs = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    /** @param pod whose names they are; every Service asked must have it alone behind it */
    Rungs(Lab lab, Lab.Pod pod) {
        this.lab = lab;
        this.pod = pod;
        lab.neighbour(pod).ifPresentOrElse(
                agent -> add(Arm.LOCALHOST, Arm.SAME_POD, agent, "http://127.0.0.1:" + pod.port() + "/", Source.KEPT),
                () -> leftOut.add("localhost: no agent in the pod"));
        beside(lab, pod).ifPresentOrElse(this::inside, () -> leftOut.add("same node: no agent"));
        agent(lab, Place.POD, agent -> !pod.node().equals(agent.node())).ifPresentOrElse(agent -> {
            add(Arm.POD_IP, Arm.OTHER_NODE, agent, pod.url() + "/", Source.KEPT);
            clusterIp(agent, Arm.OTHER_NODE);
        }, () -> leftOut.add("other node: no agent"));
        agent(lab, Place.OUTSIDE, agent -> true).ifPresentOrElse(agent -> doors(agent, Arm.OUTSIDE), () -> leftOut.add("outside: no agent"));
    }

    /**
     * The pod whose names are measured: one that is alone behind a ClusterIP Service and has an agent beside it; else any that is alone.
     *
     * @throws BenchFailure when the lab has none
     */
    static Lab.Pod pod(Lab lab) {
        return lab.services("ClusterIP").stream().filter(service -> service.ready().size() == 1)
                .map(service -> service.ready().iterator().next())
                .min(Comparator.comparing((Lab.Pod pod) -> lab.neighbour(pod).isEmpty())
                        .thenComparing(Lab.Pod::name))
                .orElseThrow(() -> new BenchFailure("no ClusterIP Service of the lab has one pod alone behind it"));
    }

    List<Rung> rungs() {
        return rungs;
    }

    /** Who asks, each once. */
    Set<Agent> agents() {
        return rungs.stream().map(Rung::agent).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The node that announces the address of {@link Arm#LOAD_BALANCER}, {@code null} where nobody says it: whose packets are for a pod elsewhere, it hands on. */
    String announcer(KubernetesClient client) {
        return lab.services().stream().filter(this::behind).filter(Rungs::isBalanced).findFirst()
                .flatMap(service -> Announcer.of(client, service.namespace(), service.name())).orElse(null);
    }

    private static boolean isBalanced(Lab.Service service) {
        return service.address() != null;
    }

    /** What has no rung, and why. */
    List<String> leftOut() {
        return leftOut;
    }

    /** Arms for both kinds of connection, and the control. */
    List<Arm> arms(ObjectMapper json) {
        List<Arm> arms = new ArrayList<>();
        for (boolean keepAlive : new boolean[] {true, false}) {
            for (Rung rung : rungs) {
                arms.add(arm(rung.what, rung, keepAlive, json));
                if (rung.what.equals(Arm.POD_IP) && rung.from.equals(Arm.SAME_NODE)) {
                    arms.add(arm(Arm.CONTROL, rung, keepAlive, json));
                }
            }
        }
        return arms;
    }

    /** One check a rung: passport, receipt and source address, by the same code that verifies the lab. */
    List<Check> checks() {
        return rungs.stream().<Check>map(rung -> Check.Dial.of("bench/" + (rung.what + "-from-" + rung.from).toLowerCase().replaceAll("[^a-z]+", "-"),
                rung.vantage, List.of(new Call(rung.agent, rung.url, rung.headers, Answer.of(pod, rung.source))), null)).toList();
    }

    private Arm arm(String what, Rung rung, boolean keepAlive, ObjectMapper json) {
        return Arm.by(new AgentSender(rung.agent, rung.url, rung.headers, keepAlive, json), what, rung.from, Set.of(pod.name()), pod.workload());
    }

    private void inside(Agent agent) {
        add(Arm.POD_IP, Arm.SAME_NODE, agent, pod.url() + "/", Source.KEPT);
        clusterIp(agent, Arm.SAME_NODE);
        doors(agent, Arm.SAME_NODE);
    }

    private void clusterIp(Agent agent, String from) {
        service(Arm.CLUSTER_IP, from, service -> service.type().equals("ClusterIP")).ifPresent(service ->
                add(Arm.CLUSTER_IP, from, agent, "http://" + service.clusterIp() + ":" + service.port() + "/", Source.KEPT));
    }

    /** The names that work outside too. A node port is asked at the pod's own node, so that its policy is all that differs. */
    private void doors(Agent agent, String from) {
        String node = BenchCluster.node(lab, pod).ip();
        service(Arm.NODE_PORT_LOCAL, from, service -> service.type().equals("NodePort") && service.localPolicy()).ifPresent(service ->
                add(Arm.NODE_PORT_LOCAL, from, agent, "http://" + node + ":" + service.nodePort() + "/", Source.KEPT_OR_NODE));
        service(Arm.NODE_PORT, from, service -> service.type().equals("NodePort") && !service.localPolicy()).ifPresent(service ->
                add(Arm.NODE_PORT, from, agent, "http://" + node + ":" + service.nodePort() + "/", Source.KEPT_OR_NODE));
        service(Arm.LOAD_BALANCER, from, Rungs::isBalanced).ifPresent(service ->
                add(Arm.LOAD_BALANCER, from, agent, "http://" + service.address() + ":" + service.port() + "/", Source.KEPT_OR_NODE));
        lab.routes(Lab.Route.Kind.INGRESS).stream().filter(route -> route.address() != null && route.service() != null && behind(route.service()))
                .findFirst().ifPresentOrElse(route -> rungs.add(new Rung(Arm.INGRESS, from, Vantage.of(agent, List.of(pod)), agent,
                        route.url(route.path()), route.hostHeader(), Source.CONTROLLER)),
                        () -> leftOut.add(Arm.INGRESS + ", " + from + ": no route to " + pod.workload()));
    }

    private void add(String what, String from, Agent agent, String url, Source source) {
        rungs.add(new Rung(what, from, Vantage.of(agent, List.of(pod)), agent, url, Map.of(), source));
    }

    private Optional<Lab.Service> service(String what, String from, Predicate<Lab.Service> fits) {
        Optional<Lab.Service> found = lab.services().stream().filter(this::behind).filter(fits).findFirst();
        if (found.isEmpty()) {
            leftOut.add(what + ", " + from + ": no such Service of " + pod.workload());
        }
        return found;
    }

    private boolean behind(Lab.Service service) {
        return service.ready().equals(Set.of(pod));
    }

    /** The agent in a pod of its own on the pod's node. */
    static Optional<Agent> beside(Lab lab, Lab.Pod pod) {
        return agent(lab, Place.POD, agent -> pod.node().equals(agent.node()));
    }

    private static Optional<Agent> agent(Lab lab, Place place, Predicate<Agent> fits) {
        return lab.agents(place).stream().filter(fits).min(Comparator.comparing(agent -> String.valueOf(agent.node()).endsWith("control-plane")));
    }
}
