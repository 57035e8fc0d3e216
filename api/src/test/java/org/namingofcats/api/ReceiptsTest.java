package org.namingofcats.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private final Receipts receipts = new Receipts();

    @Test
    void countsEachNonceApart() {
        receipts.count("a");
        receipts.count("a");
        receipts.count("b");
        receipts.count(null);
        assertEquals(new Receipt("a", 2), receipts.of("a"));
        assertEquals(new Receipt("b", 1), receipts.of("b"));
        assertEquals(new Receipt("c", 0), receipts.of("c"));
    }

    @Test
    void forgetsTheOldestAndNoOther() {
        for (int i = 0; i <= Receipts.REMEMBERED; i++) {
            receipts.count("n" + i);
        }
        assertEquals(0, receipts.of("n0").served());
        assertEquals(1, receipts.of("n1").served());
        assertEquals(1, receipts.of("n" + Receipts.REMEMBERED).served());
    }

    @Test
    void losesNoneOfManyThreads() {
        var together = new CyclicBarrier(4);
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                threads.submit(() -> {
                    together.await();
                    for (int n = 0; n < 500_000; n++) {
                        receipts.count("busy");
                    }
                    return null;
                });
            }
        }
        assertEquals(2_000_000, receipts.of("busy").served());
    }
}
