package org.namingofcats.probe.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.LockSupport;

/** Ends by force what a thread does on a socket beyond its deadline; looks every tenth of a second, and costs nothing otherwise. */
final class Watchdog implements Closeable {
    private static final long EVERY_NANOS = 100_000_000;

    private record Watched(Closeable socket, long deadline) {}

    /** What is done on a socket. */
    interface Action<T> {
        T run() throws IOException;
    }

    private final Thread thread = Thread.ofPlatform().daemon().name("watchdog").unstarted(this::look);
    private volatile Watched watched;
    private volatile boolean over;

    Watchdog() {
        thread.start();
    }

    /**
     * Does it; one at a time.
     *
     * @param deadline on the clock of {@link System#nanoTime()}
     * @throws SocketTimeoutException when it was ended by force
     */
    <T> T watch(Closeable socket, long deadline, Action<T> action) throws IOException {
        watched = new Watched(socket, deadline);
        try {
            return action.run();
        } catch (ClosedChannelException e) {
            throw System.nanoTime() - deadline >= 0 ? new SocketTimeoutException() : e;
        } finally {
            watched = null;
        }
    }

    private void look() {
        while (!over) {
            Watched now = watched;
            if (now != null && System.nanoTime() - now.deadline >= 0) {
                try {
                    now.socket.close();
                } catch (IOException e) {
                    // It is closed all the same.
                }
            }
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    @Override
    public void close() {
        over = true;
        LockSupport.unpark(thread);
    }
}
