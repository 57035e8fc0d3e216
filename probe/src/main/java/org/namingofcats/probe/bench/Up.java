package org.namingofcats.probe.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/** What {@code make lab} costs beside what cannot be done without: a bare cluster, a compile of Kubernetes, the slowest check. */
public final class Up {
    /** Aims of the project; half a creation of a cluster for all that is not one. */
    private static final double WARM = 1.5;
    private static final double COLD = 1.3;
    private static final double VERIFICATION = 2.0;
    /** Two creations of the same cluster differ by more than two requests do. */
    private static final double TOLERANCE = 0.10;
    private static final int FEWEST = 3;
    /** Of the intervals; there is no order to draw. */
    private static final long SEED = 1;

    private final UpTimes times;

    private Up(UpTimes times) {
        this.times = times;
    }

    /**
     * What {@code cluster/bench-up.sh} has noted in {@code file}.
     *
     * @throws BenchFailure when it cannot be read
     */
    public static Up of(Path file) {
        return new Up(UpTimes.read(file));
    }

    /** One {@code make lab} as a drawing, an SVG. */
    public String drawing() {
        return UpDrawing.of(times);
    }

    /** The figures; a phase's share is told of the whole, and since phases run beside each other they come to more than 100%. */
    public BenchReport report(String context) {
        List<Figure> figures = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        add(figures, alone, "warm make lab ÷ bare kind create", times.each(UpTimes.LAB), times.each(UpTimes.BARE), WARM);
        add(figures, alone, "verification ÷ its slowest check", times.each(UpTimes.CHECKS), times.each(UpTimes.SLOWEST), VERIFICATION);
        double[] cold = times.seconds(UpTimes.COLD, "node-image");
        add(figures, alone, "cold images ÷ go build of Kubernetes", cold, times.seconds(UpTimes.COLD, UpTimes.KUBERNETES), COLD);
        figures.addAll(shares());
        Ratios same = Ratios.of(times.nth(UpTimes.BARE, false), times.nth(UpTimes.BARE, true));
        int rounds = times.rounds().size();
        return BenchReport.of(figures, Control.of(same, Ratios.NONE, SEED, TOLERANCE, FEWEST),
                new BenchReport.NoiseView("none: a whole creation is never dropped", 0, 0, rounds),
                BenchReport.Setting.withoutRequests(context, 0, rounds, "", ""),
                cold.length > 0 ? List.of() : List.of("the cold build: none was made on this machine since `make clean`"))
                .objected(alone.isEmpty() ? null : "no round has both times of: " + String.join("; ", alone));
    }

    /** @param alone hears of an aim of which one time was noted, and never the other */
    private static void add(List<Figure> figures, List<String> alone, String name, double[] above, double[] below, double aim) {
        Ratios ratios = Ratios.of(above, below);
        if (!ratios.isEmpty()) {
            figures.add(Figure.atMost(name, ratios.spread(SEED), aim, ratios.pairs()));
        } else if (DoubleStream.concat(DoubleStream.of(above), DoubleStream.of(below)).anyMatch(seconds -> seconds > 0)) {
            alone.add(name);
        }
    }

    private List<Figure> shares() {
        Set<String> names = new LinkedHashSet<>();
        times.rounds().forEach(round -> times.of(round).forEach(phase -> names.add(phase.name())));
        names.removeAll(List.of(UpTimes.LAB, UpTimes.BARE));
        List<Figure> shares = new ArrayList<>();
        for (String name : names) {
            double[] percent = Arrays.stream(Ratios.of(times.each(name), times.each(UpTimes.LAB)).values()).map(share -> 100 * share).toArray();
            if (percent.length > 0) {
                shares.add(Figure.quantity("share of " + name, Spread.of(percent, SEED), null, "%", percent.length));
            }
        }
        return shares;
    }
}
