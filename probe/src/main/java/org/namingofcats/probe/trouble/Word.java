package org.namingofcats.probe.trouble;

/** What is printed to be pasted into a shell. */
public final class Word {
    private Word() {}

    /** As a shell takes it for one word. */
    public static String quoted(String word) {
        return word.matches("[\\w@%+:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
