package org.namingofcats.probe.agent;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A name lookup with a deadline. The JDK's has none: while no DNS server answers, it takes as long as resolv.conf says,
 * 10 s and more, and the dial's own deadline would be long past.
 *
 * @param address what was found
 * @param millis  how long it took, without the thread it took
 */
public record Lookup(InetAddress address, double millis) {

    /**
     * While no DNS server answers, fifty requests a second are a thousand threads that wait, and an agent's memory is
     * small: seen in the race coredns-down, where the agent was killed for it. Who finds no room waits, up to its deadline.
     */
    static final Semaphore ROOM = new Semaphore(32);

    /**
     * Looks up in a thread of its own, because a system call cannot be interrupted; the kernel's time-out ends it.
     *
     * @param resolver      asks for the address
     * @param timeoutMillis how long it may take
     * @throws UnknownHostException when there is no address, or none in time
     */
    public static Lookup of(Callable<InetAddress> resolver, int timeoutMillis) throws IOException {
        return of(resolver, timeoutMillis, Thread.ofPlatform().daemon().name("lookup").factory());
    }

    static Lookup of(Callable<InetAddress> resolver, int timeoutMillis, ThreadFactory threads) throws IOException {
        FutureTask<Lookup> task = new FutureTask<>(() -> {
            long start = System.nanoTime();
            return new Lookup(resolver.call(), (System.nanoTime() - start) / 1e6);
        });
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000L;
        try {
            if (!ROOM.tryAcquire(timeoutMillis, TimeUnit.MILLISECONDS)) {
                throw late(timeoutMillis);
            }
            start(threads, task);
            return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late(timeoutMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("name lookup");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failed -> throw failed;
                case RuntimeException refused -> throw refused;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** The thread leaves its place, or, where the system has no more threads, who wanted to start it. */
    private static void start(ThreadFactory threads, FutureTask<Lookup> task) {
        try {
            threads.newThread(() -> {
                try {
                    task.run();
                } finally {
                    ROOM.release();
                }
            }).start();
        } catch (Error e) {
            ROOM.release();
            throw e;
        }
    }

    private static UnknownHostException late(int timeoutMillis) {
        return new UnknownHostException("no DNS server answered within " + timeoutMillis + " ms");
    }
}
