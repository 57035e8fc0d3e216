package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the same path twice is not the same, nobody may say anything. */
class ControlTest {
    private static Control of(double kept, Double fresh, int pairs) {
        return new Control(kept, kept, kept, fresh == null ? null : new Spread(fresh, fresh, fresh), pairs);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.0, 0.98, 1.02, 1.019})
    void withinTheToleranceThereIsAVerdict(double ratio) {
        assertNull(of(ratio, ratio, 30).objection());
        assertNull(of(ratio, null, 30).objection());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.979, 1.021, 2, 0, Double.NaN})
    void outsideThereIsNone(double ratio) {
        assertNotNull(of(ratio, 1.0, 30).objection());
        assertNotNull(of(1, ratio, 30).objection());
    }

    @Test
    void afterTooFewRoundsThereIsNone() {
        assertEquals("only 9 quiet rounds of the control, 10 are needed", of(1, 1.0, 9).objection());
        assertNull(of(1, 1.0, 10).objection());
    }
}
