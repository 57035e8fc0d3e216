package org.namingofcats.probe.host;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Puts back what the probe changed outside itself: once, when its work is done or when the process ends, by a signal
 * too, whichever comes first.
 */
public final class PutBack {
    private final String what;
    private final Runnable action;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Thread atExit = new Thread(this::last);

    /**
     * @param what   what stays as it must not when this fails, for the user
     * @param action puts it back
     */
    public PutBack(String what, Runnable action) {
        this.what = what;
        this.action = action;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Now. What goes wrong is thrown, and not tried again at the end. */
    public void now() {
        if (begun.compareAndSet(false, true)) {
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                // The process is ending already: the hook finds that it has nothing to do.
            }
            boolean hurried = Thread.interrupted(); // whoever is in a hurry: nothing is left behind
            try {
                action.run();
            } finally {
                if (hurried) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** Nobody is left who could tell an exception, and the JVM would print its stack trace. */
    private void last() {
        try {
            now();
        } catch (RuntimeException e) {
            System.err.println("probe: " + what + " stays behind: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given"));
        }
    }
}
