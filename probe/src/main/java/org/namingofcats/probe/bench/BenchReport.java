package org.namingofcats.probe.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.namingofcats.probe.evidence.Lab;

/**
 * {@code bench.json}; {@code docs/bench.schema.json} says the same.
 *
 * @param figures what is compared, each with its interval
 * @param control the A/A arm
 * @param noise   what else went on
 * @param verdict {@code met}, {@code missed} or {@code no verdict}
 * @param reason  why
 * @param made    when, ISO 8601
 * @param setting how it was made
 * @param arms    what was measured
 * @param leftOut what was not, and why
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BenchReport(List<Figure> figures, Control control, NoiseView noise, String verdict, String reason, String made,
        Setting setting, List<ArmView> arms, List<String> leftOut) {
    /** Every aim is met. */
    public static final String MET = "met";
    /** At least one is not. */
    public static final String MISSED = "missed";
    /** Nothing can be said. */
    public static final String NONE = "no verdict";

    /**
     * @param rule          what makes a round of an arm noisy
     * @param droppedNoisy  how many rounds of arms were
     * @param droppedBroken how many had a request without an answer
     * @param total         of how many, what was measured again among them
     */
    public record NoiseView(String rule, int droppedNoisy, int droppedBroken, int total) {
        static NoiseView of(Collection<Tally> tallies) {
            return new NoiseView("stolen CPU time above %.0f%% or CPU pressure above %.0f%% of an arm's time"
                    .formatted(100 * Noise.MOST_STOLEN, 100 * Noise.MOST_PRESSURE),
                    tallies.stream().mapToInt(Tally::noisy).sum(), tallies.stream().mapToInt(Tally::broken).sum(), tallies.stream().mapToInt(Tally::tries).sum());
        }
    }

    /**
     * @param context        kubeconfig context
     * @param seed           of the order of arms and of the intervals
     * @param rounds         in each of which every arm has its turn
     * @param keptPerSecond  requests a second, kept-alive
     * @param freshPerSecond requests a second, each on a new connection
     * @param pod            who answers
     * @param node           where it is
     * @param proxyNode      where the Ingress controller's proxy is, {@code null} when not known
     * @param cores          of this machine
     * @param proxyMode      how kube-proxy says that it makes its rules, {@code null} where no path leads through them
     * @param sliceMillis    how long a turn is, {@code null} where there are none
     * @param core           on which all that a request passes through ran, {@code null} where nothing was held
     * @param shortRounds    after each round, in which a few arms are asked by turns, request by request; {@code null} where there are none
     * @param announcer      the node that announces the load balancer's address and so takes its packets, {@code null} where nobody says it
     */
    public record Setting(String context, long seed, int rounds, int keptPerSecond, int freshPerSecond, String pod, String node,
            String proxyNode, int cores, @JsonInclude(JsonInclude.Include.NON_NULL) String proxyMode,
            @JsonInclude(JsonInclude.Include.NON_NULL) Integer sliceMillis, @JsonInclude(JsonInclude.Include.NON_NULL) Integer core,
            @JsonInclude(JsonInclude.Include.NON_NULL) Integer shortRounds, @JsonInclude(JsonInclude.Include.NON_NULL) String announcer) {

        /** Of a bench that asks by names. */
        static Setting ofRequests(String context, Pace pace, Lab.Pod pod, String proxyNode, String proxyMode, Integer core, Integer shortRounds,
                String announcer) {
            return new Setting(context, pace.seed(), pace.rounds(), pace.keptPerSecond(), pace.freshPerSecond(), pod.name(), pod.node(), proxyNode,
                    Runtime.getRuntime().availableProcessors(), proxyMode, pace.sliceMillis(), core, shortRounds, announcer);
        }

        /** Of a bench that asks by no name. */
        static Setting withoutRequests(String context, long seed, int rounds, String pod, String node) {
            return new Setting(context, seed, rounds, 0, 0, pod, node, null, Runtime.getRuntime().availableProcessors(), null, null, null, null, null);
        }
    }

    /** A report of what was measured. */
    static BenchReport of(List<Figure> figures, Control control, Collection<Tally> tallies, Setting setting, List<String> leftOut) {
        return of(figures, control, NoiseView.of(tallies), unproven(tallies).or(() -> broken(tallies)).orElse(control.objection()),
                setting, tallies.stream().map(ArmView::of).toList(), leftOut);
    }

    private static Optional<String> unproven(Collection<Tally> tallies) {
        Set<String> strangers = new TreeSet<>();
        tallies.forEach(tally -> tally.strangers().forEach(pod -> strangers.add(pod + " answered " + tally.arm().name())));
        return strangers.isEmpty() ? Optional.empty() : Optional.of("the path is not proven: " + String.join("; ", strangers));
    }

    /** An arm that lost more rounds than a mishap explains: those that are left are of what happened to go well. */
    private static Optional<String> broken(Collection<Tally> tallies) {
        return tallies.stream().filter(tally -> tally.broken() > Math.max(1, tally.tries() / 10)).findFirst().map(tally ->
                "%d of %d rounds of %s are broken, the first because %s".formatted(tally.broken(), tally.tries(), tally.arm().name(), tally.why()));
    }

    /** A report of what was measured without arms. */
    static BenchReport of(List<Figure> figures, Control control, NoiseView noise, Setting setting, List<String> leftOut) {
        return of(figures, control, noise, control.objection(), setting, List.of(), leftOut);
    }

    /** @param objection why there is no verdict, {@code null} when there may be one */
    private static BenchReport of(List<Figure> figures, Control control, NoiseView noise, String objection, Setting setting, List<ArmView> arms,
            List<String> leftOut) {
        List<Figure> aimed = figures.stream().filter(figure -> figure.aim() != null).toList();
        List<String> missed = aimed.stream().filter(figure -> !figure.met()).map(Figure::name).toList();
        return new BenchReport(figures, control, noise,
                objection != null ? NONE : missed.isEmpty() ? MET : MISSED,
                objection != null ? objection : aimed.isEmpty() ? "no aims are set" : missed.isEmpty() ? "all " + aimed.size() + " aims are met"
                        : missed.size() + " of " + aimed.size() + " aims are missed: " + String.join("; ", missed),
                Instant.now().toString(), setting, arms, leftOut);
    }

    /** What the control's second ratio is of; growth alone, which has no arms, asks what it takes to connect. */
    String secondControl() {
        return arms.isEmpty() ? "to connect" : "new connection";
    }

    /** @param objection one more reason why there is no verdict, {@code null} for none; the first one is told */
    BenchReport objected(String objection) {
        return objection == null || verdict.equals(NONE) ? this : new BenchReport(figures, control, noise, NONE, objection, made, setting, arms, leftOut);
    }

    /** For a bench whose figures say all of it. */
    BenchReport withoutArms() {
        return new BenchReport(figures, control, noise, verdict, reason, made, setting, List.of(), leftOut);
    }
}
