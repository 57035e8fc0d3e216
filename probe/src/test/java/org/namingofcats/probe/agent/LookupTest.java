package org.namingofcats.probe.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LookupTest {
    @Test
    void findsAndTimes() throws IOException {
        Lookup lookup = Lookup.of(() -> {
            Thread.sleep(30);
            return InetAddress.ofLiteral("10.0.0.1");
        }, 5_000);
        assertEquals("10.0.0.1", lookup.address().getHostAddress());
        assertTrue(lookup.millis() >= 29 && lookup.millis() < 5_000, () -> lookup.toString());
    }

    @Test
    @Timeout(5)
    void doesNotWaitForASilentServer() {
        UnknownHostException silent = assertThrows(UnknownHostException.class, () -> Lookup.of(() -> {
            Thread.sleep(60_000);
            return null;
        }, 100));
        assertEquals("no DNS server answered within 100 ms", silent.getMessage());
    }

    /** An agent that looks up fifty names a second must live on without DNS. */
    @Test
    @Timeout(30)
    void manyThatWaitTakeFewThreads() throws Exception {
        CountDownLatch silence = new CountDownLatch(1);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                askers.execute(() -> {
                    try {
                        Lookup.of(() -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            silence.await();
                            now.decrementAndGet();
                            return InetAddress.ofLiteral("10.0.0.1");
                        }, 300);
                    } catch (IOException e) {
                        refused.incrementAndGet();
                    }
                });
            }
        }
        silence.countDown();
        assertEquals(200, refused.get());
        assertTrue(most.get() > 0 && most.get() <= 32, most::toString);
        assertEquals("10.0.0.1", Lookup.of(() -> InetAddress.ofLiteral("10.0.0.1"), 5_000).address().getHostAddress());
    }

    @Test
    void handsOnWhyThereIsNone() {
        assertThrows(Forbidden.class, () -> Lookup.of(() -> {
            throw new Forbidden("no");
        }, 1_000));
        assertEquals("gone", assertThrows(UnknownHostException.class, () -> Lookup.of(() -> {
            throw new UnknownHostException("gone");
        }, 1_000)).getMessage());
    }

    /** As where a pod may have no more of them: what nobody looks up takes no place from others for good. */
    @Test
    @Timeout(30)
    void aThreadThatCannotBeStartedKeepsNoPlace() {
        ThreadFactory none = task -> new Thread(task) {
            @Override
            public void start() {
                throw new OutOfMemoryError("unable to create native thread");
            }
        };
        for (int i = 0; i < 40; i++) { // more than there are places
            assertThrows(OutOfMemoryError.class, () -> Lookup.of(() -> InetAddress.ofLiteral("10.0.0.1"), 300, none));
        }
    }
}
