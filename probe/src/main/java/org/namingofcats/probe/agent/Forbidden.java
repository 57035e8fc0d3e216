package org.namingofcats.probe.agent;

/** The target is refused; the message says why, in one line. */
public final class Forbidden extends RuntimeException {

    Forbidden(String message) {
        super(message);
    }
}
