package org.namingofcats.probe.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.namingofcats.probe.bench.Tally.Round;

/**
 * What the tallies of a growth come to: at each size the ClusterIP against the pod's own address, and what it takes to connect by either against
 * localhost, which no rule of kube-proxy's looks at; of what leaves a pod all rules do, whatever its target. One control for all.
 */
final class GrowthFigures {
    /** There is no figure with fewer quiet rounds: resampling them says nothing of how far their median can be trusted. */
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
    private final List<String> leftOut;
    private final List<String> few = new ArrayList<>();

    /** @param leftOut what has not been measured at all */
    GrowthFigures(long seed, List<String> leftOut) {
        this.seed = seed;
        this.leftOut = leftOut;
    }

    /** Whether a growth needs this arm. */
    static boolean isNeeded(Arm arm) {
        return !arm.keepAlive() && (arm.what().equals(Arm.LOCALHOST)
                || arm.from().equals(Arm.SAME_NODE) && List.of(Arm.POD_IP, Arm.CONTROL, Arm.CLUSTER_IP).contains(arm.what()));
    }

    /** Takes what was measured amid so many other Services. */
    void add(int services, Map<String, Tally> tallies) {
        all.addAll(tallies.values());
        controls.add(against(tallies, Arm.CONTROL, Round::p50));
        connectControls.add(against(tallies, Arm.CONTROL, Round::connect));
        String localhost = Arm.name(Arm.LOCALHOST, Arm.SAME_POD, false);
        add("ClusterIP ÷ pod IP, new connection", services, against(tallies, Arm.CLUSTER_IP, Round::p50));
        if (tallies.containsKey(localhost)) { // who asks there is not in every lab
            add(BY_CLUSTER_IP, services, LadderFigures.ratios(tallies, localhost, Arm.name(Arm.CLUSTER_IP, Arm.SAME_NODE, false), Round::connect));
            add(BY_POD_IP, services, LadderFigures.ratios(tallies, localhost, LadderFigures.base(false), Round::connect));
        }
    }

    private void add(String what, int services, Ratios ratios) {
        String name = "%s, %,d other Services".formatted(what, services);
        if (ratios.pairs() < FEWEST_PAIRS) {
            few.add("%s: %d rounds were quiet and whole, %d are needed".formatted(name, ratios.pairs(), FEWEST_PAIRS));
        } else {
            figures.add(Figure.atMost(name, ratios.spread(seed), null, ratios.pairs()).amid(services));
        }
    }

    private static Ratios against(Map<String, Tally> tallies, String what, ToDoubleFunction<Round> value) {
        return LadderFigures.ratios(tallies, LadderFigures.base(false), Arm.name(what, Arm.SAME_NODE, false), value);
    }

    /** All of it. Where a figure of any size is missing, nothing is said of what grows. */
    BenchReport report(BenchReport.Setting setting) {
        return BenchReport.of(figures, Control.ofRequests(Ratios.together(controls), Ratios.together(connectControls), seed), all, setting,
                Stream.concat(leftOut.stream(), few.stream()).toList())
                .objected(few.isEmpty() ? null : "not every figure had enough quiet rounds").withoutArms();
    }
}
