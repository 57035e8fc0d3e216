package org.namingofcats.probe.bench;

/** Nothing can be measured; the message says why, in one line. */
public final class BenchFailure extends RuntimeException {

    /** @param message why */
    public BenchFailure(String message) {
        super(message);
    }
}
