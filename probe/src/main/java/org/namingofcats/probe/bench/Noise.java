package org.namingofcats.probe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What else goes on on this machine, told by something else than the result: time that the hypervisor took away
 * ({@code /proc/stat}), and time for which something waited for a core ({@code /proc/pressure/cpu}). Elsewhere than on
 * Linux there is neither, and nothing is dropped.
 */
final class Noise {
    /** Rule, decided before anything was measured: stolen share of all cores' time in one arm. */
    static final double MOST_STOLEN = 0.01;
    /** Rule, decided before anything was measured: share of an arm's time in which some task waited for a core. */
    static final double MOST_PRESSURE = 0.40;

    private final Path proc;

    Noise(Path proc) {
        this.proc = proc;
    }

    /** By the files of this machine. */
    static Noise here() {
        return new Noise(Path.of("/proc"));
    }

    /**
     * Counters at one moment.
     *
     * @param at       nanoseconds, on the clock of {@link System#nanoTime()}
     * @param stolen   ticks stolen
     * @param ticks    ticks of all kinds, 0 when they cannot be read
     * @param pressure microseconds of CPU pressure, negative when they cannot be read
     */
    record Mark(long at, long stolen, long ticks, long pressure) {}

    /**
     * @param stolen   share
     * @param pressure share, not a number when not known
     * @param nanos    how long it was looked at
     */
    record Level(double stolen, double pressure, long nanos) {
        boolean isNoisy() {
            return stolen > MOST_STOLEN || pressure > MOST_PRESSURE;
        }
    }

    Mark mark() {
        List<Long> ticks = ticks();
        return new Mark(System.nanoTime(), ticks.size() > 7 ? ticks.get(7) : 0,
                ticks.stream().limit(8).mapToLong(Long::longValue).sum(), pressure());
    }

    static Level between(Mark from, Mark to) {
        long ticks = to.ticks - from.ticks;
        return new Level(ticks <= 0 ? 0 : (double) (to.stolen - from.stolen) / ticks,
                from.pressure < 0 || to.pressure < 0 || to.at <= from.at ? Double.NaN : (to.pressure - from.pressure) * 1e3 / (to.at - from.at), to.at - from.at);
    }

    /** In the order of proc(5): user, nice, system, idle, iowait, irq, softirq, steal; guest time is in user time already. */
    private List<Long> ticks() {
        List<Long> ticks = new ArrayList<>();
        for (String word : line("stat").split(" +")) {
            if (word.matches("\\d+")) {
                ticks.add(Long.parseLong(word));
            }
        }
        return ticks;
    }

    private long pressure() {
        String line = line("pressure/cpu");
        return line.matches("some .* total=\\d+") ? Long.parseLong(line.substring(line.lastIndexOf('=') + 1)) : -1;
    }

    private String line(String file) {
        try (var lines = Files.lines(proc.resolve(file))) {
            return lines.findFirst().orElse("");
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }
}
