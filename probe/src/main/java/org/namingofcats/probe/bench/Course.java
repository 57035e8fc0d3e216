package org.namingofcats.probe.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;

/** Runs all arms in each round, in another order each time, so that nothing that drifts is always on the same arm. */
final class Course {
    /** How often a second that was noisy is measured again at once; each time is counted as dropped. */
    private static final int AGAIN = 2;

    private final List<Arm> arms;
    private final Pace pace;
    private final Noise noise;
    private final CpuMeter cpu;
    private final IntConsumer begins;

    /**
     * @param rounds         how many count, after one that warms up and does not
     * @param keptPerSecond  requests a second of the kept-alive arms
     * @param freshPerSecond of those with new connections
     * @param seed           of the order and of the intervals
     * @param sliceMillis    how long an arm has its turn in each round: many short turns, each on a connection of its own, tell more than few long ones
     */
    record Pace(int rounds, int keptPerSecond, int freshPerSecond, long seed, int sliceMillis) {
        int perSecond(Arm arm) {
            return arm.keepAlive() ? keptPerSecond : freshPerSecond;
        }

        int requests(Arm arm) {
            return Math.max(1, perSecond(arm) * sliceMillis / 1_000);
        }
    }

    /** @param begins hears of each round that begins, 0 for the one that warms up */
    Course(List<Arm> arms, Pace pace, Noise noise, CpuMeter cpu, IntConsumer begins) {
        this.arms = arms;
        this.pace = pace;
        this.noise = noise;
        this.cpu = cpu;
        this.begins = begins;
    }

    /** One tally an arm, in the order of the arms, by their names. */
    Map<String, Tally> run() {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        arms.forEach(arm -> tallies.put(arm.name(), new Tally(arm, pace.rounds)));
        Random random = new Random(pace.seed);
        String run = "bench-" + Long.toString(System.currentTimeMillis(), 36);
        int lane = 0;
        for (int round = -1; round < pace.rounds; round++) {
            begins.accept(round + 1);
            List<Arm> order = new ArrayList<>(arms);
            Collections.shuffle(order, random);
            for (Arm arm : order) {
                boolean noisy = true;
                for (int time = 0; time <= AGAIN && noisy; time++) {
                    Map<String, Long> spent = cpu.read();
                    Noise.Mark mark = noise.mark();
                    Shots shots = arm.sender().send(run + "-" + lane++, pace.perSecond(arm), pace.requests(arm));
                    Noise.Level level = Noise.between(mark, noise.mark());
                    noisy = round >= 0 && level.isNoisy();
                    if (round >= 0) {
                        tallies.get(arm.name()).note(round, shots, level, CpuMeter.between(spent, cpu.read()));
                    }
                }
            }
        }
        return tallies;
    }
}
