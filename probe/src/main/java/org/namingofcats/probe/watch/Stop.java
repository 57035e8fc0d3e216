package org.namingofcats.probe.watch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The wish to end, from a signal. It breaks off work that was begun by {@link #during} and leaves alone what is done
 * outside of it, such as the removal of what the work had made.
 */
public final class Stop {
    /** Ctrl-C, {@code kill}, a terminal that is closed. */
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private final CountDownLatch wished = new CountDownLatch(1);
    private Thread worker;

    /** The work was broken off. */
    public static final class Stopped extends RuntimeException {
        Stopped() {
            super("stopped by a signal", null, false, false);
        }
    }

    /**
     * A stop that the process's signals wish for. Each of them is heard once; a second one ends the process as it
     * would have done without this, by its shutdown hooks.
     */
    public static Stop onSignals() {
        Stop stop = new Stop();
        SIGNALS.forEach(stop::listen);
        return stop;
    }

    /** The JDK has no other way than this class to hear of a signal without the process being ended by it. */
    private void listen(String name) {
        Signal signal = new Signal(name);
        SignalHandler[] usual = new SignalHandler[1];
        usual[0] = Signal.handle(signal, heard -> {
            Signal.handle(signal, usual[0]);
            wish();
        });
    }

    /** Wishes for the end and breaks off what is under way. */
    public synchronized void wish() {
        wished.countDown();
        if (worker != null) {
            worker.interrupt();
        }
    }

    /** Whether somebody wished for the end. */
    public boolean isWished() {
        return wished.getCount() == 0;
    }

    /** Waits until somebody wishes for the end. */
    public void await() {
        try {
            wished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits, but not longer than until somebody wishes for the end. */
    void pause(Duration length) {
        try {
            wished.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wish();
        }
    }

    /**
     * Does work that may be broken off; whatever came of it then is worth nothing.
     *
     * @throws Stopped when somebody wished for the end, before or meanwhile
     */
    public <T> T during(Supplier<T> work) {
        begin();
        try {
            return work.get();
        } finally {
            end(); // may throw, and then outweighs what the broken-off work came to
        }
    }

    private synchronized void begin() {
        if (isWished()) {
            throw new Stopped();
        }
        worker = Thread.currentThread();
    }

    /** The interrupt was for the work: what follows, e.g. closing a connection, must be able to wait. */
    private synchronized void end() {
        worker = null;
        if (isWished()) {
            Thread.interrupted();
            throw new Stopped();
        }
    }
}
