package org.namingofcats.probe.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.probe.bench.BenchReport.Setting;

/**
 * A bench beside an earlier one.
 *
 * @param worse   figures that are worse by more than both spreads, in words
 * @param better  figures that are better by as much
 * @param same    how many are neither
 * @param leftOut what is not compared, and why
 * @param doubt   why nothing can be said, {@code null} otherwise
 */
public record Comparison(List<String> worse, List<String> better, int same, List<String> leftOut, String doubt) {
    private static final int FEWEST_PAIRS = 3;

    /** Compares figures of one name; two runs that were not made alike, or of which one came to no verdict, are not compared. */
    public static Comparison of(BenchReport fresh, BenchReport recorded) {
        Optional<String> doubt = fresh.verdict().equals(BenchReport.NONE) ? Optional.of("the fresh run: " + fresh.reason())
                : recorded.verdict().equals(BenchReport.NONE) ? Optional.of("the recorded run: " + recorded.reason())
                : unlike(fresh.setting(), recorded.setting());
        return doubt.map(why -> new Comparison(List.of(), List.of(), 0, List.of(), why)).orElseGet(() -> figureByFigure(fresh, recorded));
    }

    private static Comparison figureByFigure(BenchReport fresh, BenchReport recorded) {
        Map<String, Figure> before = recorded.figures().stream().collect(Collectors.toMap(Figure::name, Function.identity(), (a, b) -> a));
        boolean moved = fresh.setting() != null && recorded.setting() != null && moved(fresh.setting(), recorded.setting());
        List<String> worse = new ArrayList<>();
        List<String> better = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        int same = 0;
        for (Figure figure : fresh.figures()) {
            Figure old = before.remove(figure.name());
            Optional<String> objection = objection(figure, old, moved);
            if (objection.isPresent()) {
                leftOut.add(figure.name() + ": " + objection.get());
            } else if (figure.worseThan(old)) {
                worse.add(words(figure, old));
            } else if (old.worseThan(figure)) {
                better.add(words(figure, old));
            } else {
                same++;
            }
        }
        before.keySet().stream().sorted().forEach(name -> leftOut.add(name + ": only the recorded run has it"));
        return new Comparison(worse, better, same, leftOut, null);
    }

    /** Whether the two have no figure in common, so that nothing was compared. */
    public boolean isOfNothing() {
        return worse.isEmpty() && better.isEmpty() && same == 0;
    }

    /** What makes two runs unlike, as far as both tell of it. */
    private static Optional<String> unlike(Setting now, Setting then) {
        return now == null || then == null ? Optional.empty() : Stream.of(
                other("kube-proxy's mode", now.proxyMode(), then.proxyMode()),
                other("requests a second on kept connections", now.keptPerSecond(), then.keptPerSecond()),
                other("requests a second with new connections", now.freshPerSecond(), then.freshPerSecond()),
                other("milliseconds of a turn", now.sliceMillis(), then.sliceMillis()),
                other("cores of the machine", now.cores(), then.cores()),
                other("held on one core", now.core() != null, then.core() != null)).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> other(String what, Object now, Object then) {
        return now == null || then == null || now.equals(then) ? Optional.empty()
                : Optional.of("the two were not made alike: %s: %s, it was %s".formatted(what, now, then));
    }

    /** Whether the load balancer's packets may have gone another way: the pod and the node that takes them were together once and apart the other time. */
    private static boolean moved(Setting now, Setting then) {
        return now.announcer() == null || then.announcer() == null ? !Objects.equals(now.node(), then.node())
                : now.announcer().equals(now.node()) != then.announcer().equals(then.node());
    }

    /**
     * Why the two cannot be compared.
     *
     * @param moved whether a load balancer's packets may have gone another way: by the node that announces its address, which may be the pod's own
     */
    private static Optional<String> objection(Figure now, Figure before, boolean moved) {
        return Optional.ofNullable(before == null ? "only the fresh run has it"
                : !now.unit().equals(before.unit()) ? "it was in other units"
                : now.unit().equals(Figure.SHARE) ? "where one share falls, others grow"
                : Math.min(now.pairs(), before.pairs()) < FEWEST_PAIRS ? "fewer than " + FEWEST_PAIRS + " pairs"
                : moved && isByAnnouncer(now) ? "in one of the two alone the pod was on the node that announces the address, or may have been" : null);
    }

    private static boolean isByAnnouncer(Figure figure) {
        return Stream.of(true, false).anyMatch(keepAlive -> figure.name().equals(LadderFigures.plain(Arm.LOAD_BALANCER, Arm.OUTSIDE, keepAlive)));
    }

    private static String words(Figure now, Figure before) {
        return "%s: %.3f [%.3f–%.3f] %s, it was %.3f [%.3f–%.3f]".formatted(now.name(), now.ratio(), now.low(), now.high(), now.unit(),
                before.ratio(), before.low(), before.high());
    }
}
