package org.namingofcats.probe.page;

/** Something is under way already; the message says what, for the person who clicked. */
final class Busy extends RuntimeException {
    Busy(String message) {
        super(message, null, false, false);
    }
}
