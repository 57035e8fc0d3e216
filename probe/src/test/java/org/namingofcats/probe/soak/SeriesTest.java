package org.namingofcats.probe.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Forty looks, one each hundredth of an hour. */
class SeriesTest {
    static Series series(int looks, IntToDoubleFunction value) {
        Series series = new Series();
        IntStream.range(0, looks).forEach(look -> series.add(look / 100.0, value.applyAsDouble(look)));
        return series;
    }

    @Test
    void aLeakGrowsAndHasItsSlope() {
        Series leak = series(40, look -> 80 + look); // 1 MiB a look is 100 an hour
        assertTrue(leak.grew(6));
        assertEquals(100, leak.slope(), 0.001);
    }

    @Test
    void aLeakUnderTheTeethOfACollectorIsOneToo() {
        assertTrue(series(40, look -> 80 + look + look % 4 * 3).grew(6));
    }

    @Test
    void teethAreNone() {
        Series teeth = series(40, look -> 80 + look % 4 * 6);
        assertFalse(teeth.grew(6));
        assertEquals(0, teeth.slope(), 30);
    }

    @Test
    void aStartIsNone() {
        Series start = series(40, look -> look < 8 ? 40 + look * 5 : 80);
        assertFalse(start.grew(6));
        assertEquals(0, start.slope());
    }

    @Test
    void oneOutlierDoesNotMakeASlope() {
        assertEquals(0, series(40, look -> look == 30 ? 500 : 80).slope());
    }

    @Test
    void fewLooksSayNothing() {
        assertFalse(series(7, look -> 80 + 10 * look).grew(6));
        assertTrue(series(8, look -> 80 + 10 * look).grew(6));
    }
}
