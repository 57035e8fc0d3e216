package org.namingofcats.probe.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the tallies of a growth come to: at each size the ClusterIP against the pod's own address, and what it takes to connect by either against
 * localhost, which no rule of kube-proxy's looks at; of what leaves a pod all rules do, whatever its target. One control for all.
 */
final class GrowthFigures {
    /** A size has no figure with fewer quiet rounds: resampling them says nothing of how far their median can be trusted. */
    static final int FEWEST_PAIRS = 5;
    /** How the figures of what it takes to connect by ClusterIP begin: kube-proxy's rules are gone through then, and not again. */
    static final String BY_CLUSTER_IP = "to connect, ClusterIP ÷ localhost";
    /** The same by the pod's own address. */
    static final String BY_POD_IP = "to connect, pod IP ÷ localhost";

    private final long seed;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Ratios> controls = new ArrayList<>();
    private final List<Ratios> connectControls = new ArrayList<>();
    private final List<Tally> all = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    GrowthFigures(long seed) {
        this.seed = seed;
    }

    /** Whether a growth needs this arm. */
    static boolean isNeeded(Arm arm) {
        return !arm.keepAlive() && (arm.what().equals(Arm.LOCALHOST)
                || arm.from().equals(Arm.SAME_NODE) && List.of(Arm.POD_IP, Arm.CONTROL, Arm.CLUSTER_IP).contains(arm.what()));
    }

    /** Takes what was measured amid so many other Services. */
    void add(int services, Map<String, Tally> tallies) {
        all.addAll(tallies.values());
        controls.add(against(tallies, Arm.CONTROL, Tally::p50));
        connectControls.add(against(tallies, Arm.CONTROL, Tally::connect));
        Ratios ratios = against(tallies, Arm.CLUSTER_IP, Tally::p50);
        if (ratios.pairs() < FEWEST_PAIRS) {
            leftOut.add("%,d other Services: %d rounds were quiet and whole, %d are needed".formatted(services, ratios.pairs(), FEWEST_PAIRS));
        } else {
            add("ClusterIP ÷ pod IP, new connection, %,d other Services", services, ratios);
            String localhost = Arm.name(Arm.LOCALHOST, Arm.SAME_POD, false);
            add(BY_CLUSTER_IP + ", %,d other Services", services, LadderFigures.ratios(tallies, localhost, Arm.name(Arm.CLUSTER_IP, Arm.SAME_NODE, false), Tally::connect));
            add(BY_POD_IP + ", %,d other Services", services, LadderFigures.ratios(tallies, localhost, LadderFigures.base(false), Tally::connect));
        }
    }

    private void add(String name, int services, Ratios ratios) {
        if (!ratios.isEmpty()) {
            figures.add(Figure.atMost(name.formatted(services), ratios.spread(seed), null, ratios.pairs()).amid(services));
        }
    }

    private static Ratios against(Map<String, Tally> tallies, String what, Function<Tally, double[]> value) {
        return LadderFigures.ratios(tallies, LadderFigures.base(false), Arm.name(what, Arm.SAME_NODE, false), value);
    }

    /** All of it. Where a size is missing, nothing is said of what grows. */
    BenchReport report(BenchReport.Setting setting) {
        return BenchReport.of(figures, Control.ofRequests(Ratios.together(controls), Ratios.together(connectControls), seed), all, setting, leftOut)
                .objected(leftOut.isEmpty() ? null : "not every size had enough quiet rounds").withoutArms();
    }
}
