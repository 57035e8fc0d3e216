package org.namingofcats.probe.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends by force what a thread does on a socket beyond its deadline; looks every tenth of a second, and costs nothing otherwise. A
 * blocking socket with a deadline of its own costs four more system calls for each request, which would be measured as the network's.
 */
final class Watchdog implements Closeable {
    private static final long EVERY_NANOS = 100_000_000;

    private record Watched(Closeable socket, long deadline) {}

    private final Thread thread = Thread.ofPlatform().daemon().name("watchdog").unstarted(this::look);
    private volatile Watched watched;
    private volatile boolean over;

    Watchdog() {
        thread.start();
    }

    /** From now on; one socket at a time. The deadline is on the clock of {@link System#nanoTime()}. */
    void watch(Closeable socket, long deadline) {
        watched = new Watched(socket, deadline);
    }

    /** No longer. */
    void rest() {
        watched = null;
    }

    /** What {@code e} means, which came from the socket that is watched: a {@link SocketTimeoutException} when it was ended by force. */
    Exception meant(Exception e) {
        Watched now = watched;
        return e instanceof ClosedChannelException && now != null && System.nanoTime() - now.deadline >= 0 ? new SocketTimeoutException() : e;
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
