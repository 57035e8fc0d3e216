package org.namingofcats.probe.page;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.watch.Stop.Stopped;
import org.namingofcats.probe.watch.Stop;

/**
 * One thing at a time. A race changes the lab under a verification, and a verification's requests move the counters that
 * a request's journey is read from: who comes second is told to wait.
 */
final class Turn {
    private final Feed feed;
    private String current;
    private Thread worker;
    private Stop stop;

    Turn(Feed feed) {
        this.feed = feed;
    }

    /**
     * Begins some work, beside the caller.
     *
     * @param kind  one word, for the page
     * @param title what is under way, in a sentence: "A request is being made"
     * @param work  is given what breaks it off, and returns a sentence that says what came of it
     * @throws Busy when something is under way
     */
    synchronized void begin(String kind, String title, Work work) {
        if (current != null) {
            throw new Busy(current + ". One thing at a time: wait until it is done.");
        }
        current = title;
        stop = new Stop();
        Stop mine = stop;
        feed.put("said", "", null); // the same once more would be no news
        feed.put("turn", "", Map.of("kind", kind, "title", title));
        worker = Thread.ofVirtual().name(kind).start(() -> {
            say(() -> work.make(mine));
            end();
        });
    }

    /** What is done in a turn. */
    @FunctionalInterface
    interface Work {
        String make(Stop stop);
    }

    private void say(Supplier<String> work) {
        Consumer<String> failed = why -> feed.put("said", "", Map.of("text", why, "bad", true));
        try {
            feed.put("said", "", Map.of("text", work.get(), "bad", false));
        } catch (Stopped e) {
            failed.accept("Broken off.");
        } catch (RuntimeException | Error e) {
            failed.accept(ProbeException.brief(e));
        }
    }

    private synchronized void end() {
        current = null;
        feed.put("turn", "", null);
    }

    /** Breaks off what is under way and waits until what it had changed is put back, but not for ever. */
    void breakOff(int seconds) {
        Thread last;
        synchronized (this) {
            if (current == null) {
                return;
            }
            stop.wish();
            last = worker;
        }
        try {
            last.join(TimeUnit.SECONDS.toMillis(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
