package org.namingofcats.probe.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.explain.Station.Kind;

class StationTest {
    /** One line of evidence stays one, and a cat stays a cat, as in the table. */
    @Test
    void what_a_terminal_would_obey_is_taken_out_and_nothing_else() {
        Station station = Station.read(Kind.RULES, "node a", List.of("one\ttwo\nthree\u001b[31m", "🐈 é"), null);
        assertEquals(List.of("one two\uFFFDthree\uFFFD[31m", "🐈 é"), station.evidence());
        assertNull(station.meaning());
    }
}
