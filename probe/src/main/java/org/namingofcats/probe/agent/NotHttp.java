package org.namingofcats.probe.agent;

import java.io.IOException;

/** What came is not an HTTP/1.1 answer, or more of it than an agent reads; the message says what came. */
final class NotHttp extends IOException {
    private static final int QUOTED = 40;

    private NotHttp(String message) {
        super(message);
    }

    static NotHttp because(String why) {
        return new NotHttp("not HTTP: " + why);
    }

    /** It answered something else. */
    static NotHttp instead(String answer) {
        return because("it answered '" + printable(answer) + "'");
    }

    /** The beginning of a text that came off the network, fit for one line. */
    static String printable(String text) {
        return text.substring(0, Math.min(text.length(), QUOTED)).replaceAll("\\P{Print}", "?");
    }
}
