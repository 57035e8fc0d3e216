package org.namingofcats.probe.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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

    private LadderFigures(Map<String, Tally> tallies, long seed) {
        this.tallies = tallies;
        this.seed = seed;
    }

    /** Those that have an aim first; what was not measured has no figure. */
    static List<Figure> of(Map<String, Tally> tallies, long seed) {
        LadderFigures all = new LadderFigures(tallies, seed);
        all.aimed();
        all.rest();
        return List.copyOf(all.figures);
    }

    /** The A/A arm; not a number where it was not measured. */
    static Control control(Map<String, Tally> tallies, long seed) {
        Ratios kept = ratios(tallies, base(true), Arm.name(Arm.CONTROL, Arm.SAME_NODE, true), Tally::p50);
        Ratios fresh = ratios(tallies, base(false), Arm.name(Arm.CONTROL, Arm.SAME_NODE, false), Tally::p50);
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
        add("probe's client ÷ C client, p50", clients(true, Tally::p50), CLIENT_P50);
        add("probe's client ÷ C client, p99", clients(true, Tally::p99), CLIENT_P99);
        Ratios perCpu = ratios(tallies, base(true), Arm.name(Arm.NGINX, Arm.SAME_NODE, true), Tally::serverCpu);
        if (!perCpu.isEmpty()) { // nginx's CPU time a request ÷ the service's is the service's requests a CPU second ÷ nginx's
            figures.add(Figure.atLeast("requests per CPU second ÷ nginx", perCpu.spread(seed), PER_CPU_SECOND, perCpu.pairs()));
        }
    }

    private void rest() {
        for (Tally tally : tallies.values()) {
            Arm arm = tally.arm();
            boolean other = arm.name().equals(base(arm.keepAlive())) || arm.what().equals(Arm.CONTROL) || arm.isClient();
            if (!other && aimed(arm.what(), arm.from(), arm.keepAlive()).isEmpty()) {
                against(plain(arm.what(), arm.from(), arm.keepAlive()), arm.name(), null);
            }
        }
        add("probe's client ÷ C client, p50, new connection", clients(false, Tally::p50), null);
    }

    private Ratios clients(boolean keepAlive, Function<Tally, double[]> value) {
        return ratios(tallies, Arm.name(Arm.C_CLIENT, Arm.SAME_NODE, keepAlive), Arm.name(Arm.BESIDE_C, Arm.SAME_NODE, keepAlive), value);
    }

    private void aimed(String what, String from, boolean keepAlive, double aim) {
        against(aimed(what, from, keepAlive), Arm.name(what, from, keepAlive), aim);
    }

    private void against(String name, String arm, Double aim) {
        Tally tally = tallies.get(arm);
        if (tally != null) {
            add(name, ratios(tallies, base(tally.arm().keepAlive()), arm, Tally::p50), aim);
        }
    }

    private void add(String name, Ratios ratios, Double aim) {
        if (!ratios.isEmpty()) {
            figures.add(Figure.atMost(name, ratios.spread(seed), aim, ratios.pairs()));
        }
    }

    /** {@code numerator} ÷ {@code denominator}, round by round; none where either was not run. */
    static Ratios ratios(Map<String, Tally> tallies, String denominator, String numerator, Function<Tally, double[]> value) {
        Tally above = tallies.get(numerator);
        Tally below = tallies.get(denominator);
        return above == null || below == null ? Ratios.NONE : Ratios.of(value.apply(above), value.apply(below));
    }
}
