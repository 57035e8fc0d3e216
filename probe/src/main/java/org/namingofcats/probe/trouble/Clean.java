package org.namingofcats.probe.trouble;

import java.util.regex.Pattern;

/** Makes text fit to be written that may quote bytes off the network: nothing in it that a terminal would obey, or XML could not carry. */
public final class Clean {
    private static final Pattern ODD =
            Pattern.compile("[^\\n\\t\\x20-\\x7E\\u00A0-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private Clean() {}

    /** The text with U+FFFD for each such character; empty for {@code null}. */
    public static String text(String text) {
        return text == null ? "" : ODD.matcher(text).replaceAll("\uFFFD");
    }

    /** The text as XML's, in an element or an attribute. */
    public static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
