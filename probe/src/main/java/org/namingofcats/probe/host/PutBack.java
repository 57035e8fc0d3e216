package org.namingofcats.probe.host;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts back what the probe changed outside itself: once, when its work is done or when the process ends, by a signal
 * too, whichever comes first.
 */
public final class PutBack {
    private static final Set<PutBack> PENDING = ConcurrentHashMap.newKeySet();

    private final String what;
    private final Runnable action;
    private boolean begun;
    private final Thread atExit = new Thread(this::nowOrSay);

    /**
     * @param what   what stays as it must not when this fails, for the user
     * @param action puts it back
     */
    public PutBack(String what, Runnable action) {
        this.what = what;
        this.action = action;
        PENDING.add(this);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * All that is not put back yet. Quarkus is told of a signal by a hook of its own, which runs beside ours and closes the
     * clients that ours needs; what observes its shutdown is run before that.
     */
    @Singleton
    static final class AtShutdown {
        void stop(@Observes ShutdownEvent shutdown) {
            PENDING.forEach(PutBack::nowOrSay);
        }
    }

    /**
     * Now. What goes wrong is thrown, and not tried again at the end. Who comes second, because the process is ending in the
     * middle of it, waits until the first is through: what it works with, a client for one, is to be closed after that.
     */
    public synchronized void now() {
        if (!begun) {
            begun = true;
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                // The process is ending already: the hook finds that it has nothing to do.
            }
            boolean hurried = Thread.interrupted(); // whoever is in a hurry: nothing is left behind
            try {
                action.run();
            } finally {
                PENDING.remove(this);
                if (hurried) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** Now, where nobody is left who could tell an exception: what stays behind is said in one line. */
    public void nowOrSay() {
        try {
            now();
        } catch (RuntimeException e) {
            System.err.println("probe: " + what + " stays behind: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given"));
        }
    }
}
