package org.namingofcats.probe.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.namingofcats.probe.bench.Tally.Round;

/**
 * One arm as the report has it. Times are microseconds. CPU time is that of a turn divided by its requests: on kept connections it has the opening
 * of those in it.
 *
 * @param what      rung or floor
 * @param from      where it was asked from
 * @param keepAlive whether requests shared a connection
 * @param p50       median of all requests that count, from when each was due
 * @param p90       their 90th percentile
 * @param p99       their 99th percentile
 * @param max       the slowest
 * @param requests  how many count, without those that count for quotients alone
 * @param rounds    rounds that count
 * @param noisy     rounds dropped because of what else went on here
 * @param broken    rounds dropped because not every request was answered
 * @param why       why the first of these was, {@code null} if none was
 * @param serverCpu CPU time of the server, {@code null} where it cannot be read
 * @param proxyCpu  CPU time of the proxy in between, {@code null} where there is none or it cannot be read
 * @param pressure  median CPU pressure meanwhile, also of rounds dropped, {@code null} where it cannot be read
 * @param drift     median of the last third of the rounds ÷ that of the first: far from 1, something had changed
 * @param compilers share of one core that the JIT compilers of who asks and who answers took in the last third of the rounds, {@code null}
 *                  where it cannot be read
 * @param cold      whether that is above {@link Course#AT_REST}: the code was not yet what it was going to be. Where it cannot be
 *                  read, whether the drift tells of a tenth
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ArmView(String what, String from, boolean keepAlive, double p50, double p90, double p99, double max, long requests, int rounds,
        int noisy, int broken, String why, Double serverCpu, Double proxyCpu, Double pressure, Double drift,
        Double compilers, boolean cold) {
    private static final double DRIFTING = 0.90;

    static ArmView of(Tally tally) {
        Arm arm = tally.arm();
        double[] good = present(tally.each(Round::p50));
        Double drift = good.length < 3 ? null : Spread.median(Arrays.copyOfRange(good, good.length - good.length / 3, good.length))
                / Spread.median(Arrays.copyOf(good, good.length / 3));
        double[] compiled = present(tally.each(Round::compilers));
        Double compilers = compiled.length < 3 ? null
                : Arrays.stream(compiled, compiled.length - compiled.length / 3, compiled.length).average().orElseThrow();
        boolean any = tally.all().getTotalCount() > 0;
        return new ArmView(arm.what(), arm.from(), arm.keepAlive(), micros(tally.all().getValueAtPercentile(50)),
                micros(tally.all().getValueAtPercentile(90)), micros(tally.all().getValueAtPercentile(99)),
                any ? micros(tally.all().getMaxValue()) : 0, tally.all().getTotalCount(), good.length, tally.noisy(), tally.broken(),
                tally.why(), cpu(tally, Round::serverCpu), cpu(tally, Round::proxyCpu),
                median(tally.pressure()), drift, compilers,
                compilers != null ? compilers > Course.AT_REST : drift != null && drift < DRIFTING);
    }

    private static double[] present(double[] rounds) {
        return Arrays.stream(rounds).filter(value -> !Double.isNaN(value)).toArray();
    }

    private static Double cpu(Tally tally, ToDoubleFunction<Round> whose) {
        Double nanos = median(tally.each(whose));
        return nanos == null ? null : micros(nanos);
    }

    private static Double median(double[] rounds) {
        double[] known = present(rounds);
        return known.length == 0 ? null : Spread.median(known);
    }

    private static double micros(double nanos) {
        return Math.round(nanos / 10) / 100.0;
    }
}
