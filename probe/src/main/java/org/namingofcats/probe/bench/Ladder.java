package org.namingofcats.probe.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.api.AgentIdentity;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.explain.DockerReader;
import org.namingofcats.probe.explain.Spot;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.AgentUnreachable;

/** The ladder: every name of a pod is proven, then all of them are measured beside each other, with their floors. */
public final class Ladder {
    private final Cluster cluster;
    private final ObjectMapper json;
    private final Consumer<String> tell;
    private final List<String> leftOut = new ArrayList<>();

    /**
     * The cluster as the bench needs it.
     *
     * @param look   the lab as it is now
     * @param verify makes checks
     * @param name   lets the agents dial a URL
     */
    public record Cluster(KubernetesClient client, String context, Supplier<Lab> look, Function<Function<Lab, List<Check>>, List<CheckResult>> verify,
            BiConsumer<String, Lab> name) {}

    /**
     * What the user asked for.
     *
     * @param sliceMillis how long each arm has its turn in a round
     * @param floor where cluster/floor/build.sh left its programs, {@code null} for none
     * @param aims  only what an aim or the control needs
     */
    public record Wish(int rounds, int keptPerSecond, int freshPerSecond, long seed, int sliceMillis, Path floor, boolean aims) {}

    /** @param tell hears what is done */
    public Ladder(Cluster cluster, ObjectMapper json, Consumer<String> tell) {
        this.cluster = cluster;
        this.json = json;
        this.tell = tell;
    }

    /**
     * Measures.
     *
     * @param begins hears of each round, 0 for the one that warms up
     * @throws BenchFailure when a path that is to be measured is not as it should be, or there is none
     */
    public BenchReport measure(Wish wish, IntConsumer begins) {
        Lab.Pod pod = Rungs.pod(cluster.look.get()).orElseThrow(() -> new BenchFailure("no ClusterIP Service of the lab has one pod alone behind it"));
        try (LocalDoor door = new LocalDoor(cluster.client, pod)) {
            Lab lab = prove(pod);
            Rungs rungs = new Rungs(lab, pod);
            leftOut.addAll(rungs.leftOut());
            List<Arm> arms = new ArrayList<>(rungs.arms(json));
            CpuMeter cpu = new CpuMeter(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
            List<Pod> proxies = proxies(lab);
            count(cpu, pod, proxies);
            try (Floors floors = wish.floor == null ? null : floors(lab, pod)) {
                if (floors != null) {
                    arms.addAll(floorArms(floors, wish.floor, lab, pod, cpu));
                } else if (wish.floor == null) {
                    leftOut.add("floors: --floor names no folder, `make bench` builds it");
                }
                if (wish.aims) {
                    arms.removeIf(arm -> !LadderFigures.isNeeded(arm));
                }
                tell.accept("measuring %d arms, %d rounds of %d ms each, order by seed %d".formatted(arms.size(), wish.rounds, wish.sliceMillis, wish.seed));
                Course.Pace pace = new Course.Pace(wish.rounds, wish.keptPerSecond, wish.freshPerSecond, wish.seed, wish.sliceMillis);
                Map<String, Tally> tallies = new Course(arms, pace, new Noise(Path.of("/proc")), cpu, begins).run();
                return BenchReport.of(LadderFigures.of(tallies, wish.seed), LadderFigures.control(tallies, wish.seed), tallies.values(),
                        new BenchReport.Setting(cluster.context, wish.seed, wish.rounds, wish.keptPerSecond, wish.freshPerSecond, pod.name(), pod.node(),
                                proxies.isEmpty() ? null : proxies.stream().map(one -> one.getSpec().getNodeName()).sorted().collect(Collectors.joining(", ")),
                                Runtime.getRuntime().availableProcessors(), wish.sliceMillis),
                        leftOut);
            }
        }
    }

    /** What is not where it says would be measured as if it were. The look that passed is the one that is measured. */
    private Lab prove(Lab.Pod pod) {
        Lab[] seen = new Lab[1];
        List<CheckResult> results = cluster.verify.apply(lab -> {
            seen[0] = lab;
            return new Rungs(lab, pod).checks();
        });
        results.stream().filter(result -> result.verdict() != Verdict.PASS).findFirst().ifPresent(bad -> {
            throw new BenchFailure(bad.id() + " is " + bad.verdict() + ": " + bad.reason());
        });
        tell.accept(results.size() + " names of " + pod.name() + " on " + pod.node() + " proven by its passports");
        return seen[0];
    }

    /** All of them: which one a connection meets is kube-proxy's choice. */
    private List<Pod> proxies(Lab lab) {
        Set<String> addresses = lab.owners().entrySet().stream().filter(entry -> entry.getValue().kind().equals(Lab.Owner.CONTROLLER))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
        return addresses.isEmpty() ? List.of() : cluster.client.pods().inAnyNamespace().list().getItems().stream()
                .filter(pod -> pod.getStatus().getPodIP() != null && addresses.contains(pod.getStatus().getPodIP())).toList();
    }

    private void count(CpuMeter cpu, Lab.Pod pod, List<Pod> proxies) {
        Pod served = cluster.client.pods().inNamespace(pod.namespace()).withName(pod.name()).get();
        boolean readable = containers(served).filter(one -> one.getName().equals(pod.workload())).map(one -> cpu.container(pod.workload(), id(one.getContainerID())))
                .findFirst().orElse(false);
        List<Boolean> counted = proxies.stream().flatMap(Ladder::containers).filter(one -> one.getName().equals("envoy"))
                .map(one -> cpu.container(CpuMeter.PROXY, id(one.getContainerID()))).toList();
        boolean proxied = !counted.isEmpty() && !counted.contains(false);
        if (!readable || !proxied) {
            leftOut.add("CPU time of " + (readable ? "the proxy" : proxied ? pod.workload() : pod.workload() + " and the proxy")
                    + ": their cgroups cannot be read here");
        }
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream();
    }

    private static String id(String url) {
        return url.substring(url.indexOf("//") + 2);
    }

    private Floors floors(Lab lab, Lab.Pod pod) {
        Optional<Lab.Node> node = lab.nodes().stream().filter(one -> one.name().equals(pod.node())).findFirst();
        Optional<Agent> inside = lab.agents(Place.NEIGHBOUR).stream().filter(agent -> pod.uid().equals(agent.podUid())).findFirst();
        Optional<Agent> beside = lab.agents(Place.POD).stream().filter(agent -> pod.node().equals(agent.node())).findFirst();
        if (node.isEmpty() || inside.isEmpty() || beside.isEmpty()) {
            leftOut.add("floors: no agent in the pod or none on its node");
            return null;
        }
        try {
            Spot.Node spot = new Spot.Node(node.get().name(), node.get().ip());
            AgentIdentity served = inside.get().line().identity();
            AgentIdentity asking = beside.get().line().identity();
            return new Floors(new DockerReader(spot.name()), new Spot.Pod(spot, served.networkNamespace()), new Spot.Pod(spot, asking.networkNamespace()), pod.ip());
        } catch (AgentUnreachable e) {
            leftOut.add("floors: " + e.getMessage());
            return null;
        }
    }

    private List<Arm> floorArms(Floors floors, Path folder, Lab lab, Lab.Pod pod, CpuMeter cpu) {
        Agent agent = lab.agents(Place.POD).stream().filter(one -> pod.node().equals(one.node())).findFirst().orElseThrow();
        Agent.Dialled dialled = agent.dial(pod.url() + "/", Map.of());
        String problem = dialled.result().outcome() != Outcome.OK ? "the pod does not tell what it answers"
                : floors.start(folder, template(dialled.result().body()));
        if (problem != null) {
            leftOut.add("floors: " + problem);
            return List.of();
        }
        List<Arm> arms = new ArrayList<>();
        server(Arm.C_SERVER, Floors.SERVER_PORT, agent, floors, lab, cpu, arms);
        server(Arm.NGINX, Floors.NGINX_PORT, agent, floors, lab, cpu, arms);
        for (boolean keepAlive : new boolean[] {true, false}) {
            Arm arm = floors.clientArm(URI.create(pod.url() + "/"), keepAlive, pod.workload());
            Shots trial = arm.sender().send("trial", 10, 10);
            if (trial.isWhole()) {
                arms.add(arm);
            } else {
                leftOut.add(arm.name() + ": " + trial.why());
            }
        }
        return arms;
    }

    private void server(String name, int port, Agent agent, Floors floors, Lab lab, CpuMeter cpu, List<Arm> arms) {
        String url = floors.url(port).toString();
        cluster.name.accept(url, lab);
        for (boolean keepAlive : new boolean[] {true, false}) {
            Arm arm = new Arm(name, Arm.SAME_NODE, keepAlive, new AgentSender(agent, url, Map.of(), keepAlive, json), Set.of(), name);
            Shots trial = arm.sender().send("trial-" + port + keepAlive, 10, 10);
            if (trial.isWhole()) {
                arms.add(arm);
            } else {
                leftOut.add(arm.name() + ": " + trial.why());
            }
        }
        if (!cpu.process(name, Floors.commandOf(name))) {
            leftOut.add("CPU time of " + name + ": its process is not to be seen here");
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
}
