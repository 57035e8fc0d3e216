package org.namingofcats.probe.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.namingofcats.api.Outcome;
import org.namingofcats.api.Passport;
import org.namingofcats.probe.agent.Admission;

/**
 * Sends requests when they are due, not when the one before has been answered: a slow server meets as many of them as a
 * fast one, and each is timed from when it was due. One thread keeps the time, each request has a virtual thread; a lane
 * whose requests are made in turn has one thread for all of it.
 */
public final class Lane {
    /** More requests than this under way are not sent but said to be so: the sender's memory is bounded. */
    static final int MOST_IN_FLIGHT = 1_000;
    /** A sleeping thread wakes late by the kernel's timer slack of 50 µs and some; who measures stays awake for the last of it. */
    private static final long AWAKE_NANOS = 150_000;

    private final LoadRequest request;
    private final Connections connections;
    private final Asking asking;
    private final int most;
    private final Semaphore room;
    private volatile boolean stopped;
    private volatile Thread timekeeper;

    /**
     * @param admission says whether the target may be dialled, anew whenever its name is looked up
     * @param json      mapper of passports
     * @throws IllegalArgumentException when the URL is none
     * @throws org.namingofcats.probe.agent.Forbidden when it may not
     */
    public Lane(LoadRequest request, Admission admission, ObjectMapper json) {
        this(request, admission, json, MOST_IN_FLIGHT);
    }

    Lane(LoadRequest request, Admission admission, ObjectMapper json, int most) {
        this.most = most;
        this.room = new Semaphore(most);
        this.request = request;
        this.connections = new Connections(request.url(), admission, request.keepAlive(), request.inTurn());
        this.asking = new Asking(request, connections, json.readerFor(Passport.class));
    }

    /**
     * Sends until the time is up or {@link #stop()} is called, and then waits for what is under way.
     *
     * @param began is told when it began, by this machine's clock in milliseconds since 1970, parts of them too
     * @param sink  gets each request's sample as it ends, from many threads
     * @return how many requests were due: as many samples has the sink got
     */
    public int run(DoubleConsumer began, Consumer<Sample> sink) {
        timekeeper = Thread.currentThread();
        warmUp();
        Instant now = Instant.now();
        long start = System.nanoTime();
        began.accept(now.getEpochSecond() * 1e3 + millis(now.getNano()));
        long all = request.most();
        int number = 0;
        try (connections; ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (; number < all; number++) {
                long due = start + number * 1_000_000_000L / request.perSecond();
                byte[] written = asking.written(number); // before it is due, as that is not the network's
                if (!waitUntil(due)) {
                    break;
                }
                if (request.inTurn()) {
                    ask(number, written, start, due, sink);
                } else {
                    send(number, written, start, due, threads, sink);
                }
            }
        }
        return number;
    }

    /** What is measured of kept connections is not how they are made: each carries a request before, and none of these counts. */
    private void warmUp() {
        for (int i = 1; i <= Connections.ABREAST && request.inTurn() && request.keepAlive() && !stopped; i++) {
            asking.ask(-i, asking.written(-i), System.nanoTime() + request.timeoutMillis() * 1_000_000L);
        }
    }

    /** Whether its samples can wait until its end: to tell of them earlier would disturb what is measured. */
    boolean isMeasured() {
        return request.inTurn();
    }

    /** No more requests; those under way come to their end. */
    public void stop() {
        stopped = true;
        LockSupport.unpark(timekeeper);
    }

    private boolean waitUntil(long due) {
        long awake = request.inTurn() ? AWAKE_NANOS : 0;
        for (long left = due - System.nanoTime(); left > awake && !stopped; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left - awake);
            stopped |= Thread.currentThread().isInterrupted();
        }
        while (due - System.nanoTime() > 0 && !stopped) {
            Thread.onSpinWait();
        }
        return !stopped;
    }

    private void send(int number, byte[] written, long start, long due, ExecutorService threads, Consumer<Sample> sink) {
        if (!room.tryAcquire()) {
            sink.accept(new Sample(number, millis(due - start), 0, 0, Outcome.OTHER, null,
                    "not sent: " + most + " requests were under way"));
            return;
        }
        threads.execute(() -> {
            try {
                ask(number, written, start, due, sink);
            } finally {
                room.release();
            }
        });
    }

    private void ask(int number, byte[] written, long start, long due, Consumer<Sample> sink) {
        long sent = System.nanoTime();
        Asking.Ended ended = asking.ask(number, written, due + request.timeoutMillis() * 1_000_000L);
        sink.accept(new Sample(number, millis(due - start), millis(sent - due), millis(ended.at() - due),
                ended.outcome(), ended.pod(), ended.why(), ended.connect() > 0 ? millis(ended.connect()) : null));
    }

    /** Of nanoseconds; none of them is lost. */
    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
