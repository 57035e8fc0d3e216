package org.namingofcats.probe.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A bench beside an earlier one.
 *
 * @param worse   figures that are worse by more than both spreads, in words
 * @param better  figures that are better by as much
 * @param same    how many are neither
 * @param unknown names that only one of the two has
 * @param doubt   why nothing can be said, {@code null} otherwise
 */
public record Comparison(List<String> worse, List<String> better, int same, List<String> unknown, String doubt) {

    /** Compares figures of one name; two runs of which one came to no verdict are not compared. */
    public static Comparison of(BenchReport fresh, BenchReport recorded) {
        Optional<String> doubt = fresh.verdict().equals(BenchReport.NONE) ? Optional.of("the fresh run: " + fresh.reason())
                : recorded.verdict().equals(BenchReport.NONE) ? Optional.of("the recorded run: " + recorded.reason()) : Optional.empty();
        Map<String, Figure> before = recorded.figures().stream().collect(Collectors.toMap(Figure::name, Function.identity(), (a, b) -> a));
        List<String> worse = new ArrayList<>();
        List<String> better = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        int same = 0;
        for (Figure figure : fresh.figures()) {
            Figure old = before.remove(figure.name());
            if (old == null || !old.unit().equals(figure.unit())) {
                unknown.add(figure.name());
            } else if (figure.worseThan(old)) {
                worse.add(words(figure, old));
            } else if (old.worseThan(figure)) {
                better.add(words(figure, old));
            } else {
                same++;
            }
        }
        unknown.addAll(before.keySet().stream().sorted().toList());
        return new Comparison(worse, better, same, unknown, doubt.orElse(null));
    }

    /** Whether the two have no figure in common, so that nothing was compared. */
    public boolean isOfNothing() {
        return worse.isEmpty() && better.isEmpty() && same == 0;
    }

    private static String words(Figure now, Figure before) {
        return "%s: %.3f [%.3f–%.3f] %s, it was %.3f [%.3f–%.3f]".formatted(now.name(), now.ratio(), now.low(), now.high(), now.unit(),
                before.ratio(), before.low(), before.high());
    }
}
