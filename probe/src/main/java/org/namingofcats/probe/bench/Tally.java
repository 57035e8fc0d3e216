package org.namingofcats.probe.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** What one arm came to in all rounds. A round that is not good has no value: it is dropped, and counted. */
final class Tally {
    /** Of the histogram: four significant digits, so that a median is exact to a ten-thousandth. */
    private static final int DIGITS = 4;
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final Arm arm;
    private final Round[] rounds;
    private final double[] pressure;
    private final Histogram all = new Histogram(LONGEST_NANOS, DIGITS);
    private final TreeSet<String> strangers = new TreeSet<>();
    private int noisy;
    private int broken;
    private int tries;
    private String why;

    /**
     * What a round that counts came to; not a number what cannot be read, or is not there. Times are nanoseconds.
     *
     * @param p50       median
     * @param p99       99th percentile
     * @param connect   median of what it took to connect; only where connections are not kept
     * @param serverCpu the server's CPU time a request
     * @param proxyCpu  the proxy's CPU time a request; only where there is one in between
     * @param compilers CPU time of the JIT compilers of who asks and who answers, as a share of one core
     */
    record Round(double p50, double p99, double connect, double serverCpu, double proxyCpu, double compilers) {}

    Tally(Arm arm, int rounds) {
        this.arm = arm;
        this.rounds = new Round[rounds];
        this.pressure = new double[rounds];
        Arrays.fill(pressure, Double.NaN);
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
        rounds[round] = new Round(one.getValueAtPercentile(50), one.getValueAtPercentile(99),
                shots.connects().length == 0 ? Double.NaN : histogram(shots.connects()).getValueAtPercentile(50),
                perRequest(cpu.get(arm.server()), shots), perRequest(cpu.get(arm.proxy()), shots), compilers(cpu, level));
        return Optional.of(one);
    }

    private static Histogram histogram(long[] nanos) {
        Histogram histogram = new Histogram(LONGEST_NANOS, DIGITS);
        Arrays.stream(nanos).forEach(histogram::recordValue);
        return histogram;
    }

    /** Of whoever asks and of whoever answers, as far as these have such. */
    private double compilers(Map<String, Long> cpu, Noise.Level level) {
        return Stream.of(arm.server(), arm.client()).map(who -> cpu.get(CpuMeter.compilersOf(who))).filter(Objects::nonNull).reduce(Long::sum)
                .map(nanos -> nanos.doubleValue() / level.nanos()).orElse(Double.NaN);
    }

    private static double perRequest(Long nanos, Shots shots) {
        return nanos == null ? Double.NaN : nanos.doubleValue() / shots.took().length;
    }

    Arm arm() {
        return arm;
    }

    /** How often it was measured; a noisy round is measured again. */
    int tries() {
        return tries;
    }

    /** One value of each round, not a number where the round was dropped. */
    double[] each(ToDoubleFunction<Round> value) {
        return Arrays.stream(rounds).mapToDouble(round -> round == null ? Double.NaN : value.applyAsDouble(round)).toArray();
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
