package org.namingofcats.probe.trouble;

import java.util.regex.Pattern;

/** Takes out what a terminal would obey and XML cannot carry: a reason may quote bytes that came off the network. */
public final class Clean {
    private static final Pattern ODD =
            Pattern.compile("[^\\n\\t\\x20-\\x7E\\u00A0-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private Clean() {}

    /** The text with U+FFFD for each such character; empty for {@code null}. */
    public static String text(String text) {
        return text == null ? "" : ODD.matcher(text).replaceAll("\uFFFD");
    }
}
