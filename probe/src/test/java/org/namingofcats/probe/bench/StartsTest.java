package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each start has its place: a ratio is of two that were made in one round. */
class StartsTest {
    private final List<String> made = new ArrayList<>();

    private DoubleSupplier arm(String name) {
        return () -> {
            made.add(name);
            return made.size();
        };
    }

    @Test
    void allInEachRoundAndTheControlBetweenThem() {
        Map<String, DoubleSupplier> arms = new LinkedHashMap<>();
        List.of("with", "again", "without").forEach(name -> arms.put(name, arm(name)));
        Map<String, double[]> millis = Starts.inTurn(arms, List.of("with", "again"), 4, new Random(1));
        assertEquals(List.of("with", "again", "without"), made.subList(0, 3), "the first of each, which do not count");
        assertEquals(List.of(28, 28, 4), millis.values().stream().map(starts -> starts.length).toList());
        assertEquals(3 + 4 * (3 + 2 * Starts.BETWEEN), made.size());
        millis.forEach((name, starts) -> {
            int round = 3 + 2 * Starts.BETWEEN;
            for (int i = 0; i < starts.length; i++) {
                assertEquals(name, made.get((int) starts[i] - 1));
                int at = (int) starts[i] - 4;
                assertEquals(i < 4 ? i : (i - 4) / Starts.BETWEEN, at / round, "the round of " + name + " at " + i);
                assertEquals(i < 4, at % round < 3);
            }
            assertArrayEquals(starts, IntStream.range(0, starts.length).mapToDouble(i -> starts[i]).distinct().toArray(), "each once");
        });
        assertNotEquals(made.subList(3, 6), made.subList(18, 21), "by chance, and with this seed so");
    }
}
