package org.namingofcats.probe.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.DockerReader;
import org.namingofcats.probe.host.Shells;
import org.namingofcats.probe.host.Spot;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.AgentUnreachable;

/** The arms of a ladder that say what a server, a proxy and a client cost at least. They are there until this is closed. */
final class FloorArms implements AutoCloseable {
    private final BenchCluster cluster;
    private final ObjectMapper json;
    private final Lab lab;
    private final Lab.Pod pod;
    private final Consumer<String> leftOut;
    private final Shells shells = new Shells();
    private Floors floors;

    /**
     * @param pod     whose names are measured
     * @param leftOut hears what there is no floor of, and why
     */
    FloorArms(BenchCluster cluster, ObjectMapper json, Lab lab, Lab.Pod pod, Consumer<String> leftOut) {
        this.cluster = cluster;
        this.json = json;
        this.lab = lab;
        this.pod = pod;
        this.leftOut = leftOut;
    }

    /**
     * Starts the floors; only arms that answer when they are tried.
     *
     * @param folder where cluster/floor/build.sh left its programs, {@code null} for no floors
     * @throws AgentUnreachable when the agent beside the pod is lost
     */
    List<Arm> start(Path folder, CpuMeter cpu) {
        Optional<Agent> inside = lab.neighbour(pod);
        Optional<Agent> beside = Rungs.beside(lab, pod);
        String problem = folder == null ? "--floor names no folder, `make bench` builds it"
                : inside.isEmpty() || beside.isEmpty() ? "no agent in the pod or none on its node" : start(inside.get(), beside.get(), folder);
        if (problem != null) {
            leftOut.accept("floors: " + problem);
            return List.of();
        }
        List<Arm> arms = new ArrayList<>();
        server(arms, Arm.C_SERVER, Floors.SERVER_PORT, beside.get(), cpu);
        server(arms, Arm.NGINX, Floors.NGINX_PORT, beside.get(), cpu);
        asked(arms, Arm.PROXY, Floors.PROXY_PORT, beside.get(), Set.of(pod.name()), pod.workload());
        tried(arms, "trial", keepAlive -> floors.clientArm(URI.create(pod.url() + "/"), keepAlive, pod.workload()));
        List.copyOf(arms).stream().filter(Arm::isClient).forEach(client -> arms.add(
                Arm.by(new AgentSender(beside.get(), pod.url() + "/", Map.of(), client.keepAlive(), json), Arm.BESIDE_C, Arm.SAME_NODE, Set.of(pod.name()), pod.workload())));
        return arms;
    }

    /** Why they cannot be started; {@code null} when they are. */
    private String start(Agent inside, Agent beside, Path folder) {
        Lab.Node at = BenchCluster.node(lab, pod);
        Spot.Node node = new Spot.Node(at.name(), at.ip());
        try {
            Docker docker = new Docker(shells);
            floors = new Floors(new DockerReader(node.name(), docker), docker, new Spot.Pod(node, inside.line().identity().networkNamespace()),
                    new Spot.Pod(node, beside.line().identity().networkNamespace()), URI.create(pod.url()));
        } catch (AgentUnreachable e) {
            return e.getMessage();
        }
        Agent.Dialled dialled = beside.dial(pod.url() + "/", Map.of());
        return dialled.result().outcome() != Outcome.OK ? "the pod does not tell what it answers"
                : floors.start(folder, template(dialled.result().body()));
    }

    private void server(List<Arm> arms, String name, int port, Agent agent, CpuMeter cpu) {
        asked(arms, name, port, agent, Set.of(), name);
        if (!cpu.process(name, Floors.commandOf(name))) {
            leftOut.accept("CPU time of " + name + ": its process is not to be seen here");
        }
    }

    private void asked(List<Arm> arms, String name, int port, Agent agent, Set<String> answerers, String meter) {
        String url = floors.url(port).toString();
        cluster.name().accept(url, lab);
        tried(arms, "trial-" + port, keepAlive -> Arm.by(new AgentSender(agent, url, Map.of(), keepAlive, json), name, Arm.SAME_NODE, answerers, meter));
    }

    private void tried(List<Arm> arms, String lane, Function<Boolean, Arm> arm) {
        for (boolean keepAlive : new boolean[] {true, false}) {
            Arm one = arm.apply(keepAlive);
            Shots trial = one.sender().apply(new Volley(lane + keepAlive, 10, 10));
            if (trial.isWhole()) {
                arms.add(one);
            } else {
                leftOut.accept(one.name() + ": " + trial.why());
            }
        }
    }

    /** The answer with a mark where its nonce was, whichever that was. */
    private String template(String body) {
        try {
            ObjectNode passport = (ObjectNode) json.readTree(body);
            return json.writeValueAsString(passport.put("nonce", "@NONCE@"));
        } catch (JsonProcessingException e) {
            throw new BenchFailure("the pod answers something else than a passport");
        }
    }

    @Override
    public void close() {
        if (floors != null) {
            floors.close();
        }
        shells.close();
    }
}
