package org.namingofcats.probe.host;

import java.util.List;

/**
 * What a command printed.
 *
 * @param lines   its output; when it failed, its complaint as well
 * @param problem why this is not an answer, {@code null} if it is
 */
public record Reading(List<String> lines, String problem) {

    /** An answer. */
    public static Reading of(List<String> lines) {
        return new Reading(List.copyOf(lines), null);
    }

    /** Nothing could be read, and why. */
    public static Reading failed(String problem) {
        return new Reading(List.of(), problem);
    }

    public boolean ok() {
        return problem == null;
    }
}
