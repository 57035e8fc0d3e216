package org.namingofcats.probe.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.explain.DockerReader;
import org.namingofcats.probe.explain.Spot;
import org.namingofcats.probe.host.Reading;

/** What a new connection by ClusterIP costs while the cluster has more and more other Services. */
public final class Growth {
    private static final int PATIENCE_SECONDS = 180;

    private final Ladder.Cluster cluster;
    private final ObjectMapper json;
    private final Consumer<String> tell;

    /** @param tell hears what is done */
    public Growth(Ladder.Cluster cluster, ObjectMapper json, Consumer<String> tell) {
        this.cluster = cluster;
        this.json = json;
        this.tell = tell;
    }

    /**
     * Measures, at each size of the crowd in turn; the pod's own address in the same rounds takes out what else has changed.
     *
     * @param sizes  rising
     * @param rounds at each of them
     * @throws BenchFailure when the lab has no pod for it, or kube-proxy does not follow
     */
    public BenchReport measure(List<Integer> sizes, int rounds, int perSecond, long seed) {
        Lab lab = cluster.look().get();
        Lab.Pod pod = Rungs.pod(lab).orElseThrow(() -> new BenchFailure("no ClusterIP Service of the lab has one pod alone behind it"));
        List<Arm> arms = new Rungs(lab, pod).arms(json).stream().filter(arm -> !arm.keepAlive() && arm.from().equals(Arm.SAME_NODE)
                && List.of(Arm.POD_IP, Arm.CONTROL, Arm.CLUSTER_IP).contains(arm.what())).toList();
        Lab.Node node = lab.nodes().stream().filter(one -> one.name().equals(pod.node())).findFirst().orElseThrow();
        List<Figure> figures = new ArrayList<>();
        List<Double> controls = new ArrayList<>();
        List<Tally> all = new ArrayList<>();
        Path proc = Path.of("/proc");
        try (Crowd crowd = new Crowd(cluster.client())) {
            for (int size : sizes) {
                tell.accept(size + " Services that nobody asks");
                crowd.grow(size);
                awaitRules(new DockerReader(node.name()), new Spot.Node(node.name(), node.ip()), crowd.namespace(), size);
                Map<String, Tally> tallies = new Course(arms, new Course.Pace(rounds, perSecond, perSecond, seed, 1_000), new Noise(proc),
                        new CpuMeter(proc, Path.of("/sys/fs/cgroup")), round -> {}).run();
                all.addAll(tallies.values());
                Ratios ratios = of(tallies, Arm.CLUSTER_IP);
                if (!ratios.isEmpty()) {
                    figures.add(Figure.atMost("ClusterIP ÷ pod IP, new connection, %,d other Services".formatted(size), ratios.spread(seed), null, ratios.pairs()));
                }
                for (double one : of(tallies, Arm.CONTROL).values()) {
                    controls.add(one);
                }
            }
        }
        Ratios same = new Ratios(controls.stream().mapToDouble(Double::doubleValue).toArray());
        Spread spread = same.isEmpty() ? new Spread(0, 0, 0) : same.spread(seed);
        Control control = new Control(spread.ratio(), spread.low(), spread.high(), null, same.pairs());
        return new BenchReport(figures, control, BenchReport.NoiseView.of(all, rounds), control.objection() == null ? BenchReport.MET : BenchReport.NONE,
                control.objection() == null ? "no aims are set" : control.objection(), Instant.now().toString(),
                new BenchReport.Setting(cluster.context(), seed, rounds, perSecond, perSecond, pod.name(), pod.node(), null,
                        Runtime.getRuntime().availableProcessors()), List.of(), List.of());
    }

    private static Ratios of(Map<String, Tally> tallies, String what) {
        Tally above = tallies.get(Arm.name(what, Arm.SAME_NODE, false));
        Tally below = tallies.get(LadderFigures.base(false));
        return above == null || below == null ? new Ratios(new double[0]) : Ratios.of(above.p50(), below.p50());
    }

    /** Until the node where the requests start has a rule for each. */
    private static void awaitRules(DockerReader reader, Spot.Node node, String namespace, int size) {
        long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        Reading rules;
        do {
            rules = reader.read(node, List.of("sh", "-c", "{ iptables-save -t nat; nft list table ip kube-proxy; } 2> /dev/null"
                    + " | grep -o '" + namespace + "/nobody-[0-9]*' | sort -u | wc -l"));
            if (rules.ok() && Integer.parseInt(rules.lines().getFirst().strip()) >= size) {
                return;
            }
            rest();
        } while (System.nanoTime() < deadline);
        throw new BenchFailure("kube-proxy on " + node.name() + " has not made rules for " + size + " Services within " + PATIENCE_SECONDS + " s: "
                + (rules.ok() ? rules.lines().getFirst().strip() + " are there" : rules.problem()));
    }

    private static void rest() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
    }
}
