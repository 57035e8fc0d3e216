package org.namingofcats.probe.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.namingofcats.api.Passport;
import org.namingofcats.probe.agent.Admission;

/**
 * Sends requests when they are due, not when the one before has been answered: a slow server meets as many of them as a
 * fast one, and each is timed from when it was due. One thread keeps the time; the requests are sent {@link SideBySide}, or
 * {@link InTurn} where they measure.
 */
public final class Lane {
    /** More requests than this under way are not sent but said to be so: the sender's memory is bounded. */
    static final int MOST_IN_FLIGHT = 1_000;
    /** What the two clocks are read within, that of the day and that of the requests. */
    private static final long ONE_MOMENT_NANOS = 100_000;

    private final LoadRequest request;
    private final List<Way> ways;
    private final int most;
    private volatile boolean stopped;
    private volatile Thread timekeeper;

    /**
     * @param admission says whether the target may be dialled, anew whenever its name is looked up
     * @param json      mapper of passports
     * @throws IllegalArgumentException when the URL is none, or its start is too far ahead
     * @throws org.namingofcats.probe.agent.Forbidden when it may not
     */
    public Lane(LoadRequest request, Admission admission, ObjectMapper json) {
        this(request, admission, json, MOST_IN_FLIGHT);
    }

    Lane(LoadRequest request, Admission admission, ObjectMapper json, int most) {
        this.most = most;
        this.request = request;
        request.ahead(Instant.now()); // too far ahead is refused now, not when it is to begin
        this.ways = request.urls().stream().map(url -> Way.of(request, new Destination(url, admission), json.readerFor(Passport.class))).toList();
    }

    /**
     * Sends until the time is up or {@link #stop()} is called, and then waits for what is under way.
     *
     * @param began is told when it began, by this machine's clock in milliseconds since 1970, parts of them too
     * @param sink  gets each request's sample as it ends, from many threads; of a lane that measures when it has ended, from this one
     * @return how many requests were due: as many samples has the sink got
     */
    public int run(DoubleConsumer began, Consumer<Sample> sink) {
        timekeeper = Thread.currentThread();
        long all = request.most();
        int number = 0;
        try (Sending sending = sending(sink)) {
            for (int before = -sending.rehearsals(); before < 0 && !stopped; before++) {
                long due = System.nanoTime();
                sending.prepare(new Sending.Slot(before, due, due));
                sending.send();
            }
            long read = System.nanoTime();
            Instant now = Instant.now();
            while (System.nanoTime() - read > ONE_MOMENT_NANOS) { // who lost the core in between would tell of another beginning than its own
                read = System.nanoTime();
                now = Instant.now();
            }
            long lead = Math.max(sending.lead(), request.ahead(now));
            long start = read + lead;
            began.accept(LoadRequest.millis(now.plusNanos(lead)));
            for (; number < all; number++) {
                long due = due(start, number);
                sending.prepare(new Sending.Slot(number, start, due));
                if (!waitUntil(due, sending)) {
                    break;
                }
                sending.send();
            }
            if (request.startsAt() != null) { // what comes at the end would disturb the last request of who asks in between
                waitUntil(due(start, number + 1), sending);
            }
        }
        return number;
    }

    private long due(long start, int number) {
        return start + number * 1_000_000_000L / request.perSecond();
    }

    private Sending sending(Consumer<Sample> sink) {
        return request.inTurn() ? new InTurn(request, ways, sink) : new SideBySide(ways.getFirst(), request.keepAlive(), most, sink);
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

    private boolean waitUntil(long due, Sending sending) {
        for (long left = due - System.nanoTime(); left > sending.awake() && !stopped; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left - sending.awake());
            if (Thread.currentThread().isInterrupted()) { // no |=, which could undo a stop that comes between its look and its word
                stopped = true;
            }
        }
        while (due - System.nanoTime() > 0 && !stopped) {
            sending.stayAwake();
        }
        return !stopped;
    }
}
