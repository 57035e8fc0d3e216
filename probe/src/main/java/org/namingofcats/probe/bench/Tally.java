package org.namingofcats.probe.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** What one arm came to in all rounds. A round that is not good has no value: it is dropped, and counted. */
final class Tally {
    /** Of the histogram: four significant digits, so that a median is exact to a ten-thousandth. */
    private static final int DIGITS = 4;
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final Arm arm;
    private final double[] p50;
    private final double[] p99;
    private final double[] connect;
    private final double[] serverCpu;
    private final double[] proxyCpu;
    private final double[] compilers;
    private final double[] pressure;
    private final Histogram all = new Histogram(LONGEST_NANOS, DIGITS);
    private final TreeSet<String> strangers = new TreeSet<>();
    private int noisy;
    private int broken;
    private int tries;
    private String why;

    Tally(Arm arm, int rounds) {
        this.arm = arm;
        this.p50 = missing(rounds);
        this.p99 = missing(rounds);
        this.connect = missing(rounds);
        this.serverCpu = missing(rounds);
        this.proxyCpu = missing(rounds);
        this.compilers = missing(rounds);
        this.pressure = missing(rounds);
    }

    /**
     * Notes a round.
     *
     * @param cpu nanoseconds of CPU time that each meter counted meanwhile
     */
    void note(int round, Shots shots, Noise.Level level, Map<String, Long> cpu) {
        noted(round, shots, level, cpu).ifPresent(all::add);
    }

    /** Notes a round of this arm and another one by appointment: it counts for their quotient, and not for what is told of the arm beside all others. */
    void noteForQuotients(int round, Shots shots, Noise.Level level, Map<String, Long> cpu) {
        noted(round, shots, level, cpu);
    }

    /** The times of a round that counts. */
    private Optional<Histogram> noted(int round, Shots shots, Noise.Level level, Map<String, Long> cpu) {
        tries++;
        pressure[round] = level.pressure();
        shots.pods().stream().filter(pod -> !arm.answerers().isEmpty() && !arm.answerers().contains(pod)).forEach(strangers::add);
        if (!shots.isWhole()) {
            broken++;
            why = why == null ? shots.why() : why;
            return Optional.empty();
        }
        if (level.isNoisy()) {
            noisy++;
            return Optional.empty();
        }
        Histogram one = histogram(shots.took());
        p50[round] = one.getValueAtPercentile(50);
        p99[round] = one.getValueAtPercentile(99);
        connect[round] = shots.connects().length == 0 ? Double.NaN : histogram(shots.connects()).getValueAtPercentile(50);
        serverCpu[round] = perRequest(cpu.get(arm.server()), shots);
        proxyCpu[round] = perRequest(cpu.get(arm.proxy()), shots);
        Long compiled = compilers(cpu);
        compilers[round] = compiled == null ? Double.NaN : compiled.doubleValue() / level.nanos();
        return Optional.of(one);
    }

    private static Histogram histogram(long[] nanos) {
        Histogram histogram = new Histogram(LONGEST_NANOS, DIGITS);
        Arrays.stream(nanos).forEach(histogram::recordValue);
        return histogram;
    }

    /** Of whoever asks and of whoever answers, as far as these have such. */
    private Long compilers(Map<String, Long> cpu) {
        return Stream.of(arm.server(), arm.client()).map(who -> cpu.get(CpuMeter.compilersOf(who))).filter(Objects::nonNull).reduce(Long::sum).orElse(null);
    }

    private static double perRequest(Long nanos, Shots shots) {
        return nanos == null ? Double.NaN : nanos.doubleValue() / shots.took().length;
    }

    private static double[] missing(int rounds) {
        double[] values = new double[rounds];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    Arm arm() {
        return arm;
    }

    /** How often it was measured; a noisy round is measured again. */
    int tries() {
        return tries;
    }

    /** Median of each round in nanoseconds, not a number where it was dropped. */
    double[] p50() {
        return p50;
    }

    /** 99th percentile of each round in nanoseconds. */
    double[] p99() {
        return p99;
    }

    /** Median of each round of what it took to connect, in nanoseconds; not a number where connections were kept. */
    double[] connect() {
        return connect;
    }

    /** The server's CPU time a request in nanoseconds, of each round. */
    double[] serverCpu() {
        return serverCpu;
    }

    /** The proxy's CPU time a request in nanoseconds, of each round; only where there is one in between. */
    double[] proxyCpu() {
        return proxyCpu;
    }

    /** CPU time of the JIT compilers of who asks and who answers, as a share of one core, of each round. */
    double[] compilers() {
        return compilers;
    }

    /** CPU pressure of each round that was run, also of those dropped. */
    double[] pressure() {
        return pressure;
    }

    /** All requests of the rounds that count, in nanoseconds. */
    Histogram all() {
        return all;
    }

    int noisy() {
        return noisy;
    }

    int broken() {
        return broken;
    }

    /** Why the first broken round was, {@code null} when none was. */
    String why() {
        return why;
    }

    /** Pods that answered and should not have. */
    TreeSet<String> strangers() {
        return strangers;
    }
}
