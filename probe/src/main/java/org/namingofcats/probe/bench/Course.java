package org.namingofcats.probe.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;

/** Runs its arms round by round, in another order each time, so that nothing that drifts is always on the same arm. */
final class Course {
    /** How often a second that was noisy is measured again at once; each time is counted as dropped. */
    private static final int AGAIN = 2;
    /** Share of a core: while the JIT compilers take less, all is warm. */
    static final double AT_REST = 0.01;
    private static final int MOST_WARM_UPS = 20;

    private final List<Turn> whole;
    private final List<List<Turn>> fine;
    private final Pace pace;
    private final Noise noise;
    private final CpuMeter cpu;
    private final IntConsumer begins;
    private final String run = "bench-" + Long.toString(System.currentTimeMillis(), 36);
    private int lanes;

    /**
     * @param whole  turns of a round, which have all arms
     * @param fine   those of the short rounds that follow each: to tell what differs by little takes more pairs, and closer ones
     * @param begins hears of each round of all arms that begins, 0 for one that warms up
     */
    Course(List<Turn> whole, List<List<Turn>> fine, Pace pace, Noise noise, CpuMeter cpu, IntConsumer begins) {
        this.whole = whole;
        this.fine = fine;
        this.pace = pace;
        this.noise = noise;
        this.cpu = cpu;
        this.begins = begins;
    }

    /** One tally an arm, in the order of the arms, by their names. */
    Map<String, Tally> run() {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        int each = 1 + fine.size();
        whole.stream().flatMap(turn -> turn.arms().stream()).forEach(arm -> tallies.put(arm.name(), new Tally(arm, pace.rounds() * each)));
        Random random = new Random(pace.seed());
        warmUp(random);
        for (int round = 0; round < pace.rounds() * each; round++) {
            int place = round % each;
            if (place == 0) {
                begins.accept(round / each + 1);
            }
            for (Turn turn : order(place == 0 ? whole : fine.get(place - 1), random)) {
                measure(turn, round, place > 0 && !turn.isOneLane(), tallies);
            }
        }
        return tallies;
    }

    private void measure(Turn turn, int round, boolean forQuotients, Map<String, Tally> tallies) {
        boolean noisy = true;
        for (int time = 0; time <= AGAIN && noisy; time++) {
            Map<String, Long> before = cpu.read();
            Noise.Mark mark = noise.mark();
            List<Shots> shots = send(turn);
            Noise.Level level = Noise.between(mark, noise.mark());
            noisy = level.isNoisy();
            Map<String, Long> took = CpuMeter.between(before, cpu.read());
            // Whose request took how much CPU time of a turn of several, nobody can tell.
            Map<String, Long> told = shots.size() == 1 ? took : CpuMeter.compilersAlone(took);
            for (int i = 0; i < shots.size(); i++) {
                Tally tally = tallies.get(turn.arms().get(i).name());
                if (forQuotients) {
                    tally.noteForQuotients(round, shots.get(i), level, told);
                } else {
                    tally.note(round, shots.get(i), level, told);
                }
            }
        }
    }

    /** Rounds that do not count until the JIT compilers are at rest; where nothing is to be seen of them, one. */
    private void warmUp(Random random) {
        double busy = 1;
        for (int round = 0; round < MOST_WARM_UPS && busy > AT_REST; round++) {
            begins.accept(0);
            Map<String, Long> spent = cpu.read();
            long from = System.nanoTime();
            for (Turn turn : order(whole, random)) {
                send(turn);
            }
            busy = (double) CpuMeter.compilers(CpuMeter.between(spent, cpu.read())) / (System.nanoTime() - from);
        }
    }

    private List<Shots> send(Turn turn) {
        return turn.send(new Volley(run + "-" + lanes++, pace.perSecond(turn.arms().getFirst()), pace.requests()));
    }

    private static List<Turn> order(List<Turn> turns, Random random) {
        List<Turn> order = new ArrayList<>(turns);
        Collections.shuffle(order, random);
        order.replaceAll(turn -> turn.inAnotherOrder(random));
        return order;
    }
}
