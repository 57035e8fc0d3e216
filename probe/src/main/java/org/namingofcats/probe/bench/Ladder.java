package org.namingofcats.probe.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Verdict;

/** The ladder: every name of a pod is proven, then all of them are measured beside each other, with their floors. */
public final class Ladder {
    private final BenchCluster cluster;
    private final ObjectMapper json;
    private final Consumer<String> tell;
    private final List<String> leftOut = new ArrayList<>();

    /** @param tell hears what is done */
    public Ladder(BenchCluster cluster, ObjectMapper json, Consumer<String> tell) {
        this.cluster = cluster;
        this.json = json;
        this.tell = tell;
    }

    /**
     * Measures.
     *
     * @param floor  where cluster/floor/build.sh left its programs, {@code null} for none
     * @param aims   only what an aim or the control needs
     * @param begins hears of each round, 0 for the one that warms up
     * @throws BenchFailure when a path that is to be measured is not as it should be, or there is none
     */
    public BenchReport measure(Pace pace, Path floor, boolean aims, IntConsumer begins) {
        Lab.Pod pod = Rungs.pod(cluster.look().get());
        try (LocalDoor door = new LocalDoor(cluster.client(), pod)) {
            Lab lab = prove(pod);
            Rungs rungs = new Rungs(lab, pod);
            leftOut.addAll(rungs.leftOut());
            List<Arm> arms = new ArrayList<>(rungs.arms(json));
            Processes processes = Processes.here();
            CpuMeter cpu = new CpuMeter(processes);
            MeteredPods metered = new MeteredPods(processes, cluster.client(), lab, pod);
            metered.count(cpu).ifPresent(leftOut::add);
            metered.countCompilers(cpu, rungs.agents()).ifPresent(leftOut::add);
            try (OneCore core = new OneCore(processes); FloorArms floors = new FloorArms(cluster, json, lab, pod, leftOut::add)) {
                Optional<String> free = metered.hold(core, rungs.agents());
                free.ifPresent(leftOut::add);
                arms.addAll(floors.start(floor, cpu));
                if (aims) {
                    arms.removeIf(arm -> !LadderFigures.isNeeded(arm));
                }
                List<List<Turn>> fine = LadderTurns.fine(arms);
                tell.accept("measuring %d arms, %d rounds of %d ms each, and after each %d short ones, order by seed %d".formatted(arms.size(), pace.rounds(),
                        pace.sliceMillis(), fine.size(), pace.seed()));
                String announcer = rungs.announcer(cluster.client());
                Map<String, Tally> tallies = new Course(LadderTurns.whole(arms), fine, pace, Noise.here(), cpu, begins).run();
                return LadderFigures.report(tallies, pace.seed(),
                        BenchReport.Setting.ofRequests(cluster.context(), pace, pod, metered.proxyNodes(), cluster.proxyMode().apply(lab),
                                free.isPresent() ? null : core.core().orElse(null), fine.size(), announcer), leftOut);
            }
        }
    }

    /** What is not where it says would be measured as if it were. The look that passed is the one that is measured. */
    private Lab prove(Lab.Pod pod) {
        Lab[] seen = new Lab[1];
        List<CheckResult> results = cluster.verify().apply(lab -> {
            seen[0] = lab;
            return new Rungs(lab, pod).checks();
        });
        results.stream().filter(result -> result.verdict() != Verdict.PASS).findFirst().ifPresent(bad -> {
            throw new BenchFailure(bad.id() + " is " + bad.verdict() + ": " + bad.reason());
        });
        tell.accept(results.size() + " names of " + pod.name() + " on " + pod.node() + " proven by its passports");
        return seen[0];
    }
}
