package org.namingofcats.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
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
    void tellsInOrderFromAnyNumberOn() {
        String life = receipts.from(0).life();
        assertEquals(new ReceiptRoll(life, 0, 0, List.of()), receipts.from(0));
        receipts.count("a");
        receipts.count("b");
        receipts.count("a");
        assertEquals(new ReceiptRoll(life, 0, 3, List.of("a", "b", "a")), receipts.from(0));
        assertEquals(new ReceiptRoll(life, 2, 3, List.of("a")), receipts.from(2));
        assertEquals(new ReceiptRoll(life, 3, 3, List.of()), receipts.from(3));
        assertEquals(new ReceiptRoll(life, 3, 3, List.of()), receipts.from(99), "of another life of this container");
        assertEquals(new ReceiptRoll(life, 3, 3, List.of()), receipts.from(-1), "where it stands");
    }

    @Test
    void aContainerThatBeginsAnewSaysSo() {
        assertNotEquals(receipts.from(0).life(), new Receipts().from(0).life());
    }

    @Test
    void saysFromWhereOnItRemembers() {
        for (int i = 0; i < Receipts.REMEMBERED + 5; i++) {
            receipts.count("n" + i);
        }
        ReceiptRoll roll = receipts.from(3);
        assertEquals(5, roll.first(), "3 and 4 are forgotten");
        assertEquals(Receipts.REMEMBERED, roll.nonces().size());
        assertEquals("n5", roll.nonces().getFirst());
        assertEquals("n" + (Receipts.REMEMBERED + 4), roll.nonces().getLast());
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
