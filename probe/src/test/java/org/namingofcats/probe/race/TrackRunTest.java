package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An outage is the longest span without a success, by when requests should have been sent. */
class TrackRunTest {
    @ParameterizedTest
    @CsvSource({
        "...., 0",          // nothing lost
        ".R.., 100",        // until the next one that was answered
        ".RTR..T., 300",    // the longest, whatever the outcomes
        "R..., 100",        // from the first lost one, also at the beginning
        ".RR, 200",         // to the end of the lane when none is answered any more
        "RRR, 300", ".R.RR.R, 200", "n, 0"})
    void outage(String requests, double millis) {
        assertEquals(millis, Runs.track("cluster-ip", false, requests).outageMillis());
    }
}
