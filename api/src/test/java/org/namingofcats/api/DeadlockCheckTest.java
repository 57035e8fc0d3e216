package org.namingofcats.api;

import static org.eclipse.microprofile.health.HealthCheckResponse.Status.DOWN;
import static org.eclipse.microprofile.health.HealthCheckResponse.Status.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class DeadlockCheckTest {

    private final DeadlockCheck check = new DeadlockCheck();
    private final CyclicBarrier bothHoldOne = new CyclicBarrier(2);

    @Test
    void upUntilTwoThreadsWaitForEachOther() throws InterruptedException {
        assertEquals(UP, check.call().getStatus());
        var left = new ReentrantLock();
        var right = new ReentrantLock();
        var one = take(left, right);
        var other = take(right, left);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            while (check.call().getStatus() != DOWN) {
                Thread.onSpinWait();
            }
        });
        one.interrupt();
        one.join();
        other.join();
        assertEquals(UP, check.call().getStatus());
    }

    private Thread take(Lock first, Lock second) {
        return Thread.ofPlatform().daemon().start(() -> {
            first.lock();
            try {
                bothHoldOne.await();
                second.lockInterruptibly();
                second.unlock();
            } catch (Exception interrupted) {
                // That is how the test ends the deadlock.
            } finally {
                first.unlock();
            }
        });
    }
}
