package org.namingofcats.probe.agent;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** While it is open, no DNS server answers, and as many lookups wait for one as may. */
final class SilentDns implements AutoCloseable {
    private static final int PLACES = 32;

    private final CountDownLatch silence = new CountDownLatch(1);

    SilentDns() {
        for (int i = 0; i < PLACES; i++) {
            Thread.startVirtualThread(this::ask);
        }
        while (Lookup.ROOM.availablePermits() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void ask() {
        try {
            Lookup.of(() -> {
                silence.await();
                return null;
            }, 60_000);
        } catch (IOException e) {
            // The test has taken that long.
        }
    }

    @Override
    public void close() {
        silence.countDown();
    }
}
