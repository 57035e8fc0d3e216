package org.namingofcats.probe.trouble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** It looks once at least, and what it saw last is what it tells. */
class PatienceTest {
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void enoughIsEnough() {
        assertEquals(3, new Patience(Duration.ofMinutes(1), Duration.ofMillis(1)).until(looks::incrementAndGet, seen -> seen == 3));
    }

    @Test
    void whenItIsOverItTellsTheLastLook() {
        int last = new Patience(Duration.ofMillis(20), Duration.ZERO).until(looks::incrementAndGet, seen -> false);
        assertEquals(looks.get(), last);
        assertTrue(looks.get() > 1, "without a pause there is room for more than one");
    }

    @Test
    void whoIsInterruptedLooksNoMore() {
        Thread.currentThread().interrupt();
        assertEquals(1, new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1)).until(looks::incrementAndGet, seen -> false));
        assertTrue(Thread.interrupted(), "and is still told of it");
    }
}
