package org.namingofcats.probe.workbook;

import java.nio.file.Path;
import java.util.List;

/** A failed command for a person: where, what, expected, observed, and where the two part. */
final class Failure {

    private static final int LINES_SHOWN = 60;

    private Failure() {}

    static String text(Path page, BlockResult result) {
        var text = new StringBuilder(page + ":" + result.block().line() + " FAILED: "
                + result.wrongEnd().orElse("another output than the page's") + "\n");
        append(text, "command", result.block().command().lines().toList());
        if (result.block().expected() != null) {
            append(text, "expected", result.block().expected().lines());
        }
        append(text, "observed", result.ran().output());
        result.difference().ifPresent(difference -> append(text,
                "first difference, at line " + difference.line() + " of the expected output", List.of(
                        "expected: " + orEnd(difference.expected()), "observed: " + orEnd(difference.observed()))));
        return text.toString();
    }

    private static String orEnd(String line) {
        return line == null ? "(end)" : line;
    }

    private static void append(StringBuilder text, String title, List<String> lines) {
        text.append("  ").append(title).append(":\n");
        lines.stream().limit(LINES_SHOWN).forEach(line -> text.append("    ").append(line).append('\n'));
        if (lines.isEmpty()) {
            text.append("    (nothing)\n");
        } else if (lines.size() > LINES_SHOWN) {
            text.append("    (and ").append(lines.size() - LINES_SHOWN).append(" more lines)\n");
        }
    }
}
