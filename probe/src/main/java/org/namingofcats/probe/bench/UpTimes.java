package org.namingofcats.probe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What {@code cluster/bench-up.sh} has noted: lines of round, name, begin and end, parted by tabs, in milliseconds. A round is two
 * {@code bare} creations of a cluster, and a {@code lab} with its phases; round 0 is the last cold build, and how long those before it took.
 */
final class UpTimes {
    static final String BARE = "bare";
    static final String LAB = "lab";
    /** From the first look at the lab to the last verdict. */
    static final String CHECKS = "checks";
    /** The check that took longest. */
    static final String SLOWEST = "slowest-check";
    /** A compile of Kubernetes, alone or with all else in its shadow. */
    static final String KUBERNETES = "kubernetes";
    static final int COLD = 0;

    /** @param from in milliseconds of any clock; until of the same */
    record Phase(int round, String name, long from, long until) {
        double seconds() {
            return (until - from) / 1e3;
        }
    }

    private final List<Phase> phases;

    private UpTimes(List<Phase> phases) {
        this.phases = phases;
    }

    /** @throws BenchFailure when it cannot be read, or a line is none */
    static UpTimes read(Path file) {
        try {
            List<Phase> phases = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split("\t");
                if (words.length != 4 || !words[0].matches("\\d{1,4}") || !words[2].matches("\\d{1,15}") || !words[3].matches("\\d{1,15}")) {
                    throw new BenchFailure("'" + line + "' in " + file + " is not round, name, begin and end");
                }
                phases.add(new Phase(Integer.parseInt(words[0]), words[1], Long.parseLong(words[2]), Long.parseLong(words[3])));
            }
            return new UpTimes(phases);
        } catch (IOException e) {
            throw new BenchFailure(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Numbers of the rounds without the cold one. */
    List<Integer> rounds() {
        return phases.stream().map(Phase::round).filter(round -> round != COLD).distinct().sorted().toList();
    }

    /** What a round consists of, in the order of their begin, with the lab itself first. */
    List<Phase> of(int round) {
        return phases.stream().filter(phase -> phase.round == round && phase.from > 0).sorted((a, b) -> a.name.equals(LAB) ? -1
                : b.name.equals(LAB) ? 1 : Long.compare(a.from, b.from)).toList();
    }

    /** Seconds of everything of that name in a round. */
    double[] seconds(int round, String name) {
        return phases.stream().filter(phase -> phase.round == round && phase.name.equals(name)).mapToDouble(Phase::seconds).toArray();
    }

    /** Of each round the mean of what has that name there. */
    double[] each(String name) {
        return rounds().stream().mapToDouble(round -> DoubleStream.of(seconds(round, name)).average().orElse(0)).toArray();
    }

    /** Of each round the first or the last of that name. */
    double[] nth(String name, boolean last) {
        return rounds().stream().map(round -> seconds(round, name)).mapToDouble(all -> all.length < 2 ? 0 : all[last ? all.length - 1 : 0]).toArray();
    }
}
