package org.namingofcats.probe.report;

import org.namingofcats.probe.evidence.Verdict;

/**
 * Colours for a terminal, or none. A verdict is never told by colour alone: it has its sign and its word as well.
 *
 * @param on whether to colour at all
 */
public record Paint(boolean on) {

    /** Colours when a person looks on, unless they asked for none (<a href="https://no-color.org">no-color.org</a>). */
    public static Paint ofTerminal() {
        String noColor = System.getenv("NO_COLOR");
        return new Paint(System.console() != null && System.console().isTerminal() && (noColor == null || noColor.isEmpty()));
    }

    /** Emphasis. */
    public String bold(String text) {
        return sgr("1", text);
    }

    /** Less than the rest. */
    public String dim(String text) {
        return sgr("2", text);
    }

    /** {@code text} in the colour of a verdict. */
    public String verdict(Verdict verdict, String text) {
        return sgr(switch (verdict) {
            case PASS -> "32";
            case FAIL -> "1;31";
            case SKIPPED -> "36";
            case INCONCLUSIVE -> "33";
        }, text);
    }

    /** A verdict's sign and word, six columns wide at least. */
    public static String mark(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "✔ PASS";
            case FAIL -> "✘ FAIL";
            case SKIPPED -> "○ SKIP";
            case INCONCLUSIVE -> "? INCONCLUSIVE";
        };
    }

    private String sgr(String code, String text) {
        return on && !text.isBlank() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
