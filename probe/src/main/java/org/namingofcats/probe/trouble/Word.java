package org.namingofcats.probe.trouble;

/** What a shell reads: that of whoever pastes what is printed, or one of ours. */
public final class Word {
    private Word() {}

    /** As a shell takes it for one word. */
    public static String quoted(String word) {
        return word.matches("[\\w@%+:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
