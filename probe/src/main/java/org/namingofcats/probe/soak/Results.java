package org.namingofcats.probe.soak;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Verdict;

/**
 * How many of a soak's experiments came to a result.
 *
 * @param tried   those that this cluster can have
 * @param vain    those of them that came to none
 * @param skipped those that were skipped whenever it was their turn: the cluster lacks what they take
 */
record Results(List<SoakReport.Fault> tried, List<SoakReport.Fault> vain, List<SoakReport.Fault> skipped) {
    /** One experiment of so many may come to no result, on a busy machine. */
    private static final int IN_VAIN_OF = 10;

    static Results of(List<SoakReport.Fault> made) {
        Set<String> possible = made.stream().filter(fault -> fault.verdict() != Verdict.SKIPPED).map(SoakReport.Fault::name).collect(Collectors.toSet());
        List<SoakReport.Fault> tried = made.stream().filter(fault -> possible.contains(fault.name())).toList();
        return new Results(tried, tried.stream().filter(fault -> fault.verdict() != Verdict.PASS && fault.verdict() != Verdict.FAIL).toList(),
                made.stream().filter(fault -> !possible.contains(fault.name())).toList());
    }

    String text() {
        return isNone() ? "no experiment came to a result" : "%d of %d experiments came to a result".formatted(tried.size() - vain.size(), tried.size());
    }

    private boolean isNone() {
        return vain.size() == tried.size();
    }

    /** Why these are too few, in one sentence; nothing where they are enough. */
    Optional<String> doubt() {
        boolean mayChooseOthers = Stream.concat(vain.stream(), skipped.stream()).anyMatch(fault -> fault.verdict() == Verdict.SKIPPED);
        return isNone() || IN_VAIN_OF * vain.size() > tried.size()
                ? Optional.of(text() + Stream.concat(vain.stream(), skipped.stream()).findFirst()
                        .map(fault -> (isNone() ? ": " : ", not ") + fault.name() + ": " + fault.reason()).orElse("")
                        + (mayChooseOthers ? " (--fault chooses others)" : "")) : Optional.empty();
    }

    /** What was not made, for the end of a sentence; empty if all were. */
    String leftOut() {
        return skipped.stream().map(fault -> "; not made: " + fault.name() + " (" + fault.reason() + ")").distinct().collect(Collectors.joining());
    }
}
