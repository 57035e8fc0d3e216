package org.namingofcats.probe.trouble;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * For how long to look for something that takes its time.
 *
 * @param length when it is over
 * @param pause  between two looks; zero where a look takes its own time
 */
public record Patience(Duration length, Duration pause) {

    /** Looks until what is seen is enough, or this is over, or somebody interrupts; what was seen last. */
    public <T> T until(Supplier<T> look, Predicate<T> enough) {
        long end = System.nanoTime() + length.toNanos();
        while (true) {
            T seen = look.get();
            if (enough.test(seen) || System.nanoTime() > end || isBrokenOff()) {
                return seen;
            }
        }
    }

    private boolean isBrokenOff() {
        try {
            if (!pause.isZero()) {
                Thread.sleep(pause);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
