package org.namingofcats.probe.workbook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The output a page shows, compared line by line. Within a line {@code …} stands for something that differs from run to
 * run (an address, an age), but not for nothing; a line that is only {@code …} stands for any number of lines. How many
 * spaces part two words does not matter: columns are as wide as the widest pod name of the day. Nor does which of
 * Docker's own ranges its network is of, {@code 172.…}: after a dozen networks Docker goes on with 192.168.
 *
 * @param lines as they stand in the page
 */
record ExpectedOutput(List<String> lines) {

    private static final String ELLIPSIS = "…";
    private static final String DOCKERS = "172.";
    private static final String ANY_OF_DOCKERS = "(?:172|192\\.168)\\.";

    /** Where an output stops being the expected one; {@code null} stands for the end of the output. */
    record Difference(int line, String expected, String observed) {}

    /** The first difference, empty if there is none. Backtracks to the latest gap, as file name globbing does. */
    Optional<Difference> differenceTo(List<String> observed) {
        int here = 0;
        int there = 0;
        int gap = -1;
        int resume = 0;
        Difference furthest = null;
        while (there < observed.size()) {
            if (here < lines.size() && isGap(lines.get(here))) {
                gap = here++;
                resume = there;
            } else if (here < lines.size() && matches(lines.get(here), observed.get(there))) {
                here++;
                there++;
            } else {
                furthest = further(furthest, here, observed.get(there));
                if (gap < 0) {
                    return Optional.of(furthest);
                }
                here = gap + 1;
                there = ++resume;
            }
        }
        while (here < lines.size() && isGap(lines.get(here))) {
            here++;
        }
        return here == lines.size() ? Optional.empty() : Optional.of(further(furthest, here, null));
    }

    /** Whether any output at all would do, so that nothing is compared. An empty block does compare: nothing may come. */
    boolean saysNothing() {
        return lines.stream().anyMatch(ExpectedOutput::isGap)
                && lines.stream().allMatch(line -> isGap(line) || line.isBlank());
    }

    static boolean matches(String expected, String observed) {
        String pattern = Arrays.stream(oneSpace(expected).split(ELLIPSIS, -1))
                .map(ExpectedOutput::literally).collect(Collectors.joining(".+"));
        return Pattern.matches(pattern, oneSpace(observed));
    }

    private static String literally(String part) {
        return part.matches("(.*[^\\d.])?172\\.") ? Pattern.quote(part.substring(0, part.length() - DOCKERS.length())) + ANY_OF_DOCKERS
                : Pattern.quote(part);
    }

    private Difference further(Difference before, int here, String observed) {
        String line = here < lines.size() ? lines.get(here) : null;
        return before != null && before.line > here + 1 ? before : new Difference(here + 1, line, observed);
    }

    /** A line that stands for any number of lines. */
    static boolean isGap(String line) {
        return line.strip().equals(ELLIPSIS);
    }

    /** Leading spaces stay: in JSON and YAML they say something. */
    private static String oneSpace(String line) {
        return line.stripTrailing().replaceAll("(?<=\\S)\\s+", " ");
    }
}
