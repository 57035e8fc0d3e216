package org.namingofcats.probe.workbook.page;

import java.util.Locale;

/**
 * How far a page's task is.
 *
 * @param state what it comes to
 * @param why   what was seen, one sentence
 * @param next  a hint, or the command that undoes what is broken; {@code null} when it is done
 */
public record Grade(State state, String why, String next) {

    /** What a task can come to. */
    public enum State {
        DONE, NOT_YET, BROKEN;

        /** For a person. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** All that the page asks for is there and works. */
    public static Grade done(String shows) {
        return new Grade(State.DONE, shows, null);
    }

    /** Something is still to be done. */
    public static Grade notYet(String why, String hint) {
        return new Grade(State.NOT_YET, why, hint);
    }

    /** Something does not work that did, or that should. */
    public static Grade broken(String what, String undo) {
        return new Grade(State.BROKEN, what, undo);
    }
}
