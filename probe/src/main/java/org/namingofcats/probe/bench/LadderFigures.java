package org.namingofcats.probe.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.namingofcats.probe.bench.Tally.Round;

/** What the tallies of a ladder come to: each arm against the pod's own address, asked from the same node in the same way. */
final class LadderFigures {
    private static final double CLUSTER_IP_KEPT = 1.02;
    private static final double CLUSTER_IP_FRESH = 1.10;
    private static final double OTHER_NODE = 1.35;
    private static final double INGRESS = 2.2;
    private static final double CLIENT_P50 = 1.05;
    private static final double CLIENT_P99 = 1.15;
    private static final double PER_CPU_SECOND = 0.5;

    private final Map<String, Tally> tallies;
    private final long seed;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> few = new ArrayList<>();

    private LadderFigures(Map<String, Tally> tallies, long seed) {
        this.tallies = tallies;
        this.seed = seed;
    }

    /** All of it: the figures that have an aim first; what was not run has none. An aim that was run and has too few pairs allows no verdict. */
    static BenchReport report(Map<String, Tally> tallies, long seed, BenchReport.Setting setting, List<String> leftOut) {
        LadderFigures all = new LadderFigures(tallies, seed);
        all.aimed();
        all.rest();
        return BenchReport.of(List.copyOf(all.figures), control(tallies, seed), tallies.values(), setting, leftOut)
                .objected(all.few.isEmpty() ? null : "too few quiet and whole rounds, " + Control.FEWEST_ROUNDS + " are needed: " + String.join("; ", all.few));
    }

    /** The A/A arm; not a number where it was not measured. */
    static Control control(Map<String, Tally> tallies, long seed) {
        Ratios kept = ratios(tallies, base(true), Arm.name(Arm.CONTROL, Arm.SAME_NODE, true), Round::p50);
        Ratios fresh = ratios(tallies, base(false), Arm.name(Arm.CONTROL, Arm.SAME_NODE, false), Round::p50);
        return Control.ofRequests(kept, fresh, seed);
    }

    /** Name of the arm that all others of its kind are measured against. */
    static String base(boolean keepAlive) {
        return Arm.name(Arm.POD_IP, Arm.SAME_NODE, keepAlive);
    }

    /** Name of an arm's figure without an aim. */
    static String plain(String what, String from, boolean keepAlive) {
        return what + " from " + from + " ÷ pod IP, " + Arm.connection(keepAlive);
    }

    /** Name of an arm's figure with an aim; {@code ""} when nobody has set one. */
    static String aimed(String what, String from, boolean keepAlive) {
        return switch (Arm.name(what, from, keepAlive)) {
            case "ClusterIP, same node, kept-alive" -> "ClusterIP ÷ pod IP, kept-alive";
            case "ClusterIP, same node, new connection" -> "ClusterIP ÷ pod IP, new connection";
            case "pod IP, other node, kept-alive" -> "pod IP other node ÷ same node";
            case "Ingress, same node, kept-alive" -> "Ingress ÷ pod IP";
            default -> "";
        };
    }

    /** The figure of an arm against its base; none for the base itself and what nobody compares with it. */
    static Optional<Figure> against(BenchReport report, ArmView arm) {
        List<String> names = List.of(plain(arm.what(), arm.from(), arm.keepAlive()), aimed(arm.what(), arm.from(), arm.keepAlive()));
        return report.figures().stream().filter(figure -> names.contains(figure.name())).findFirst();
    }

    /** Whether an aim or the control rests on this arm. */
    static boolean isNeeded(Arm arm) {
        return arm.name().equals(base(arm.keepAlive())) || arm.what().equals(Arm.CONTROL)
                || arm.keepAlive() && (arm.isClient() || arm.what().equals(Arm.NGINX))
                || !aimed(arm.what(), arm.from(), arm.keepAlive()).isEmpty();
    }

    private void aimed() {
        aimed(Arm.CLUSTER_IP, Arm.SAME_NODE, true, CLUSTER_IP_KEPT);
        aimed(Arm.CLUSTER_IP, Arm.SAME_NODE, false, CLUSTER_IP_FRESH);
        aimed(Arm.POD_IP, Arm.OTHER_NODE, true, OTHER_NODE);
        aimed(Arm.INGRESS, Arm.SAME_NODE, true, INGRESS);
        clients("p50", Round::p50, CLIENT_P50);
        clients("p99", Round::p99, CLIENT_P99);
        String name = "requests per CPU second ÷ nginx";
        Ratios perCpu = decisive(name, base(true), Arm.name(Arm.NGINX, Arm.SAME_NODE, true), Round::serverCpu);
        if (!perCpu.isEmpty()) { // nginx's CPU time a request ÷ the service's is the service's requests a CPU second ÷ nginx's
            figures.add(Figure.atLeast(name, perCpu.spread(seed), PER_CPU_SECOND, perCpu.pairs()));
        }
        decisive("the control of new connections", base(false), Arm.name(Arm.CONTROL, Arm.SAME_NODE, false), Round::p50);
    }

    private void rest() {
        for (Tally tally : tallies.values()) {
            Arm arm = tally.arm();
            boolean other = arm.name().equals(base(arm.keepAlive())) || arm.what().equals(Arm.CONTROL) || arm.isClient();
            if (!other && aimed(arm.what(), arm.from(), arm.keepAlive()).isEmpty()) {
                add(plain(arm.what(), arm.from(), arm.keepAlive()), ratios(tallies, base(arm.keepAlive()), arm.name(), Round::p50), null);
            }
        }
        add("probe's client ÷ C client, p50, new connection", ratios(tallies, Arm.name(Arm.C_CLIENT, Arm.SAME_NODE, false),
                Arm.name(Arm.BESIDE_C, Arm.SAME_NODE, false), Round::p50), null);
    }

    private void clients(String percentile, ToDoubleFunction<Round> value, double aim) {
        String name = "probe's client ÷ C client, " + percentile;
        add(name, decisive(name, Arm.name(Arm.C_CLIENT, Arm.SAME_NODE, true), Arm.name(Arm.BESIDE_C, Arm.SAME_NODE, true), value), aim);
    }

    private void aimed(String what, String from, boolean keepAlive, double aim) {
        String name = aimed(what, from, keepAlive);
        add(name, decisive(name, base(keepAlive), Arm.name(what, from, keepAlive), Round::p50), aim);
    }

    /** Ratios that a verdict rests on: where both arms were run and have too few pairs, there is none. */
    private Ratios decisive(String name, String denominator, String numerator, ToDoubleFunction<Round> value) {
        Ratios ratios = ratios(tallies, denominator, numerator, value);
        int pairs = ratios.isEmpty() ? ratios(tallies, denominator, numerator, Round::p50).pairs() : ratios.pairs(); // CPU time is not counted everywhere
        if (tallies.containsKey(denominator) && tallies.containsKey(numerator) && pairs < Control.FEWEST_ROUNDS) {
            few.add(name + " has " + pairs);
        }
        return ratios;
    }

    private void add(String name, Ratios ratios, Double aim) {
        if (!ratios.isEmpty()) {
            figures.add(Figure.atMost(name, ratios.spread(seed), aim, ratios.pairs()));
        }
    }

    /** {@code numerator} ÷ {@code denominator}, round by round; none where either was not run. */
    static Ratios ratios(Map<String, Tally> tallies, String denominator, String numerator, ToDoubleFunction<Round> value) {
        Tally above = tallies.get(numerator);
        Tally below = tallies.get(denominator);
        return above == null || below == null ? Ratios.NONE : Ratios.of(above.each(value), below.each(value));
    }
}
