package org.namingofcats.probe.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.function.Consumer;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.host.DockerReader;
import org.namingofcats.probe.host.Spot;

/** What a new connection by ClusterIP costs while the cluster has more and more other Services. */
public final class Growth {
    private static final int SLICE_MILLIS = 250;

    private final BenchCluster cluster;
    private final ObjectMapper json;
    private final Consumer<String> tell;

    /** @param tell hears what is done */
    public Growth(BenchCluster cluster, ObjectMapper json, Consumer<String> tell) {
        this.cluster = cluster;
        this.json = json;
        this.tell = tell;
    }

    /**
     * Measures, at each size of the crowd in turn; the pod's own address in the same rounds takes out what else has changed. One course
     * goes before and counts nowhere: amid no Services to connect came to 1.24 times localhost in the first course of a cluster's
     * life, and to 1.56 and 1.58 in the next two.
     *
     * @param sizes  rising
     * @param rounds at each of them
     * @throws BenchFailure when the lab has no pod for it, or kube-proxy does not follow
     */
    public BenchReport measure(List<Integer> sizes, int rounds, int perSecond, long seed) {
        Lab lab = cluster.look().get();
        Lab.Pod pod = Rungs.pod(lab);
        String mode = cluster.proxyMode().apply(lab);
        Lab.Node node = BenchCluster.node(lab, pod);
        ServiceRules rules = new ServiceRules(new DockerReader(node.name()), new Spot.Node(node.name(), node.ip()), mode);
        Rungs rungs = new Rungs(lab, pod);
        List<Arm> arms = rungs.arms(json).stream().filter(GrowthFigures::isNeeded).toList();
        List<Turn> turns = Turn.together(arms, Arm::from); // localhost is asked by another agent than the names are
        GrowthFigures figures = new GrowthFigures(seed, rungs.leftOut().stream().filter(what -> what.startsWith(Arm.LOCALHOST)).toList());
        Pace pace = new Pace(rounds, perSecond, perSecond, seed, SLICE_MILLIS);
        Course course = new Course(turns, List.of(), pace, Noise.here(), new CpuMeter(Processes.here()), round -> {});
        tell.accept("a course that does not count: what is measured first comes out cheaper, whatever its size");
        course.run();
        try (Crowd crowd = new Crowd(cluster.client(), tell)) {
            for (int size : sizes) {
                tell.accept("%,d Services that nobody asks, kube-proxy in %s mode".formatted(size, mode));
                crowd.grow(size);
                rules.await(crowd.namespace(), Crowd.NAME, size);
                figures.add(size, course.run());
            }
        }
        return figures.report(BenchReport.Setting.ofRequests(cluster.context(), pace, pod, null, mode, null, null, null));
    }
}
