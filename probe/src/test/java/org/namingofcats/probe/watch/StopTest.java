package org.namingofcats.probe.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.watch.Stop.Stopped;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Ending at once, without leaving anything half removed. */
class StopTest {
    /** One that nobody has this process ignore: `nohup` has it ignore HUP, and a shell's background jobs ignore INT. */
    private static final Signal TERM = new Signal("TERM");
    private SignalHandler usual;

    @AfterEach
    void restore() {
        if (usual != null) {
            Signal.handle(TERM, usual);
        }
    }

    @Test
    void workIsDoneWhileNobodyWishesForTheEnd() {
        Stop stop = new Stop();
        assertEquals(7, stop.during(() -> 7));
        assertFalse(stop.isWished());
        assertEquals("broken", assertThrows(IllegalStateException.class, () -> stop.during(() -> {
            throw new IllegalStateException("broken");
        })).getMessage());
    }

    @Test
    void workUnderWayIsBrokenOffAndWhatFollowsIsNot() {
        Stop stop = new Stop();
        CountDownLatch never = new CountDownLatch(1);
        assertThrows(Stopped.class, () -> stop.during(() -> {
            Thread.startVirtualThread(stop::wish);
            try {
                return never.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // as a well-behaved library does
                throw new IllegalStateException("broken off", e);
            }
        }));
        assertFalse(Thread.currentThread().isInterrupted(), "what is to be removed can be removed");
    }

    @Test
    void nothingIsBegunAfterwardsAndNobodyOutsideIsInterrupted() {
        Stop stop = new Stop();
        stop.during(() -> 1);
        stop.wish();
        assertFalse(Thread.currentThread().isInterrupted());
        assertThrows(Stopped.class, () -> stop.during(() -> 2));
    }

    @Test
    void aPauseEndsWithTheWish() {
        Stop stop = new Stop();
        stop.pause(Duration.ofMillis(1));
        assertFalse(stop.isWished(), "a pause that is over is no wish");
        Thread.startVirtualThread(stop::wish);
        stop.pause(Duration.ofMinutes(5)); // surefire would tell if it went on
        assertTrue(stop.isWished());
    }

    @Test
    void aSignalIsHeardOnceAndTheNextOneDoesWhatItUsuallyDoes() throws InterruptedException {
        CountDownLatch usually = new CountDownLatch(1);
        usual = Signal.handle(TERM, signal -> usually.countDown());
        Stop stop = Stop.onSignals();
        Signal.raise(TERM);
        stop.pause(Duration.ofMinutes(1));
        assertTrue(stop.isWished());
        assertEquals(1, usually.getCount(), "the first is ours");
        Signal.raise(TERM);
        assertTrue(usually.await(1, TimeUnit.MINUTES));
    }
}
