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
    /** Of rounds and of cold builds: with fewer there is an interval without width, or none that says anything. */
    private static final int FEWEST = 3;
    /** Of the intervals; there is no order to draw. */
    private static final long SEED = 1;

    private final UpTimes times;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    /** Aims of which one time was noted, and never the other. */
    private final List<String> alone = new ArrayList<>();

    private Up(UpTimes times) {
        this.times = times;
        add("warm make lab ÷ bare kind create", times.each(UpTimes.LAB), times.each(UpTimes.BARE), WARM);
        add("verification ÷ its slowest check", times.each(UpTimes.CHECKS), times.each(UpTimes.SLOWEST), VERIFICATION);
        cold();
        shares();
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
        Ratios same = Ratios.of(times.nth(UpTimes.BARE, false), times.nth(UpTimes.BARE, true));
        int rounds = times.rounds().size();
        return BenchReport.of(figures, Control.of(same, Ratios.NONE, SEED, TOLERANCE, FEWEST),
                new BenchReport.NoiseView("none: a whole creation is never dropped", 0, 0, rounds),
                BenchReport.Setting.withoutRequests(context, 0, rounds, "", ""), leftOut)
                .objected(alone.isEmpty() ? null : "no round has both times of: " + String.join("; ", alone));
    }

    /** The same aim for what is built, without the cluster, and for all that a cold {@code make lab} does. */
    private void cold() {
        double[] kubernetes = times.seconds(UpTimes.COLD, UpTimes.KUBERNETES);
        double[] images = times.seconds(UpTimes.COLD, "node-image");
        String all = "cold make lab ÷ go build of Kubernetes";
        if (times.seconds(UpTimes.COLD, UpTimes.LAB).length > 0) {
            add(all, times.seconds(UpTimes.COLD, UpTimes.LAB), kubernetes, COLD);
        } else {
            leftOut.add(all + (images.length == 0 ? ": none was made on this machine since `make clean`"
                    : ": the last cold build was none of `make bench-up COLD=%d`, which times all of it".formatted(FEWEST)));
        }
        add("cold images ÷ go build of Kubernetes", images, kubernetes, COLD);
    }

    /** An aim with fewer than {@link #FEWEST} pairs decides nothing: its figure stands without it, and that is said. */
    private void add(String name, double[] above, double[] below, double aim) {
        Ratios ratios = Ratios.of(above, below);
        if (!ratios.isEmpty()) {
            boolean few = ratios.pairs() < FEWEST;
            figures.add(Figure.atMost(name, ratios.spread(SEED), few ? null : aim, ratios.pairs()));
            if (few) {
                leftOut.add("the aim of %s, ≤ %.2f: it takes %d, and here is %d".formatted(name, aim, FEWEST, ratios.pairs()));
            }
        } else if (DoubleStream.concat(DoubleStream.of(above), DoubleStream.of(below)).anyMatch(seconds -> seconds > 0)) {
            alone.add(name);
        }
    }

    private void shares() {
        Set<String> names = new LinkedHashSet<>();
        times.rounds().forEach(round -> times.of(round).forEach(phase -> names.add(phase.name())));
        names.removeAll(List.of(UpTimes.LAB, UpTimes.BARE));
        for (String name : names) {
            double[] percent = Arrays.stream(Ratios.of(times.each(name), times.each(UpTimes.LAB)).values()).map(share -> 100 * share).toArray();
            if (percent.length > 0) {
                figures.add(Figure.quantity("share of " + name, Spread.of(percent, SEED), null, Figure.SHARE, percent.length));
            }
        }
    }
}
