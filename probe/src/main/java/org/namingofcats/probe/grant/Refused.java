package org.namingofcats.probe.grant;

/** A grant is not valid here and now; the message says why, in one line. */
public final class Refused extends Exception {

    /** @param message why, in one line */
    public Refused(String message) {
        super(message);
    }
}
