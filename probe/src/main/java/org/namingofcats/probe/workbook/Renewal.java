package org.namingofcats.probe.workbook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what a run printed into the page where the page said otherwise. A line that still fits is kept as it stands, so
 * a second run changes nothing.
 */
final class Renewal {
    /** An observed line that shares less than this part of its words with the page's is another line. */
    private static final double ALIKE = 0.3;

    private final Mask mask;

    Renewal(Mask mask) {
        this.mask = mask;
    }

    /**
     * The page's lines after a run.
     *
     * @param lines   of the page now
     * @param results of its commands; those that were not run or ended otherwise than they should are left alone
     */
    List<String> of(List<String> lines, List<BlockResult> results) {
        List<String> renewed = new ArrayList<>(lines);
        for (BlockResult result : results.reversed()) {
            if (result.ran() != null && result.wrongEnd().isEmpty() && result.difference().isPresent()) {
                int start = outputAfter(lines, result.block().line());
                int count = result.block().expected().lines().size();
                renewed.subList(start, start + count).clear();
                renewed.addAll(start, output(result.block().expected().lines(), result.ran().output()));
            }
        }
        return renewed;
    }

    /** Index of the first line of the output that follows the command whose fence is on line {@code fence}, from 1. */
    private static int outputAfter(List<String> lines, int fence) {
        int i = fence;
        while (!lines.get(i).startsWith("```text")) {
            i++;
        }
        return i + 1;
    }

    private List<String> output(List<String> page, List<String> observed) {
        return page.stream().anyMatch(ExpectedOutput::isGap) ? withGaps(page, observed) : whole(page, observed);
    }

    /** Everything that was printed, each line as the page has it if the page has it. */
    private List<String> whole(List<String> page, List<String> observed) {
        Set<String> free = new HashSet<>(page);
        return observed.stream().map(line -> {
            Optional<String> fits = page.stream().filter(free::contains).filter(old -> ExpectedOutput.matches(old, line)).findFirst();
            fits.ifPresent(free::remove);
            return fits.orElse(mask.of(line));
        }).toList();
    }

    /** The lines that the page shows out of a longer output, each replaced by the most similar one if it is gone. */
    private List<String> withGaps(List<String> page, List<String> observed) {
        List<String> renewed = new ArrayList<>();
        int from = 0;
        for (String old : page) {
            if (ExpectedOutput.isGap(old)) {
                if (renewed.isEmpty() || !ExpectedOutput.isGap(renewed.getLast())) {
                    renewed.add(old);
                }
                continue;
            }
            int found = find(old, observed, from);
            if (found >= 0) {
                renewed.add(ExpectedOutput.matches(old, observed.get(found)) ? old : mask.of(observed.get(found)));
                from = found + 1;
            }
        }
        return renewed;
    }

    private static int find(String old, List<String> observed, int from) {
        for (int i = from; i < observed.size(); i++) {
            if (ExpectedOutput.matches(old, observed.get(i))) {
                return i;
            }
        }
        int best = -1;
        double most = ALIKE;
        for (int i = from; i < observed.size(); i++) {
            double alike = alike(old, observed.get(i));
            if (alike > most) {
                best = i;
                most = alike;
            }
        }
        return best;
    }

    private static double alike(String one, String other) {
        Set<String> words = new HashSet<>(List.of(one.strip().split("\\s+")));
        Set<String> others = new HashSet<>(List.of(other.strip().split("\\s+")));
        Set<String> all = new HashSet<>(words);
        all.addAll(others);
        words.retainAll(others);
        return (double) words.size() / all.size();
    }
}
