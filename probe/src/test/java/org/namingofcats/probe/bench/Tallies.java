package org.namingofcats.probe.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tallies of rounds that went as a test wants. */
final class Tallies {
    static final Noise.Level QUIET = new Noise.Level(0, 0, 1_000_000_000);
    static final int ROUNDS = 30;

    private Tallies() {}

    static Arm arm(String what, String from, boolean keepAlive) {
        return new Arm(what, from, keepAlive, volley -> Shots.none("nobody sends"), Set.of("cat"), what.equals(Arm.NGINX) ? what : "service-a", "pod:worker");
    }

    static Shots shots(long... micros) {
        return new Shots(Arrays.stream(micros).map(value -> value * 1_000).toArray(), 0, Set.of("cat"), null);
    }

    /** Three requests, each on a connection of its own that took an eighth of the time. */
    private static Shots fresh(long micros) {
        Shots shots = shots(micros, micros, micros);
        return new Shots(shots.took(), 0, shots.pods(), null, Arrays.stream(shots.took()).map(nanos -> nanos / 8).toArray());
    }

    /** A round took {@code base + round} times {@code factor} microseconds: what drifts drifts for all arms. */
    static Tally drifting(Arm arm, double factor, long cpuMicros) {
        Tally tally = new Tally(arm, ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            long micros = Math.round((1_000 + 20 * round) * factor);
            tally.note(round, arm.keepAlive() ? shots(micros, micros, micros) : fresh(micros), QUIET, Map.of(arm.server(), 3 * cpuMicros * 1_000, CpuMeter.PROXY, 3 * 77_000L));
        }
        return tally;
    }

    /** A whole ladder, by the names of its arms. */
    static Map<String, Tally> ladder(double clusterIp, double control) {
        Map<String, Tally> all = new LinkedHashMap<>();
        for (boolean keepAlive : new boolean[] {true, false}) {
            List.of(drifting(arm(Arm.LOCALHOST, Arm.SAME_POD, keepAlive), 0.8, 100), drifting(arm(Arm.POD_IP, Arm.SAME_NODE, keepAlive), 1, 100),
                    drifting(arm(Arm.CONTROL, Arm.SAME_NODE, keepAlive), control, 100), drifting(arm(Arm.POD_IP, Arm.OTHER_NODE, keepAlive), 1.2, 100),
                    drifting(arm(Arm.CLUSTER_IP, Arm.SAME_NODE, keepAlive), clusterIp, 100), drifting(arm(Arm.INGRESS, Arm.SAME_NODE, keepAlive), 2, 110),
                    drifting(arm(Arm.INGRESS, Arm.OUTSIDE, keepAlive), 2.1, 110), drifting(arm(Arm.NGINX, Arm.SAME_NODE, keepAlive), 0.4, 60), drifting(arm(Arm.PROXY, Arm.SAME_NODE, keepAlive), 1.4, 140),
                    drifting(arm(Arm.C_CLIENT, Arm.SAME_NODE, keepAlive), 0.9, 100), drifting(arm(Arm.BESIDE_C, Arm.SAME_NODE, keepAlive), 0.99, 100))
                    .forEach(tally -> all.put(tally.arm().name(), tally));
        }
        return all;
    }

    static BenchReport report(Map<String, Tally> ladder) {
        return LadderFigures.report(ladder, 1,
                new BenchReport.Setting("kind-cats", 1, ROUNDS, 400, 200, "cat", "worker", "worker2", 2, "iptables", 250, 1, 3, "worker2"), List.of("outside: no agent"));
    }

    /** A growth to 100 and 1,000 Services, of which the last makes a ClusterIP so many times dearer. */
    static BenchReport growth(String mode, double last, double control) {
        GrowthFigures figures = new GrowthFigures(1, List.of());
        for (int services : new int[] {0, 100, 1_000}) {
            Map<String, Tally> all = ladder(services == 1_000 ? last : 1, control);
            all.values().removeIf(tally -> !GrowthFigures.isNeeded(tally.arm()));
            figures.add(services, all);
        }
        return figures.report(new BenchReport.Setting("kind-cats", 1, ROUNDS, 200, 200, "cat", "worker", null, 2, mode, 1_000, null, null, null));
    }
}
