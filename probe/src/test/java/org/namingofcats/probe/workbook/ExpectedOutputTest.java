package org.namingofcats.probe.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.probe.workbook.ExpectedOutput.Difference;

class ExpectedOutputTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "service-a-…   1/1   Running, service-a-7d4f9-x2 1/1 Running, true",
        "service-a-…   1/1   Running, service-b-7d4f9-x2 1/1 Running, false",
        "service-a-…   1/1   Running, service-a-7d4f9-x2 0/1 Running, false",
        "10.244.…, 10.244.1.7, true",
        "10.244.…, 1012440, false",
        "10.244.…, 10.96.1.7, false",
        "who asks 172.… for x, who asks 172.18.255.200 for x, true",
        "who asks 172.… for x, who asks 192.168.31.200 for x, true",
        "who asks 172.… for x, who asks nobody for x, false",
        "[172.…/32], [192.168.16.5/32], true",
        "the pod saw 172.… itself, the pod saw 10.244.1.3 itself, false",
        "10.172.…, 10.96.1.7, false",
        "…ms, 12ms, true",
        "ip …, ip, false",
        "ip=…, ip=, false",
        "a…z, az, false",
        "a.b, axb, false",
        "… and …, this and that, true",
    })
    void ellipsisStandsForSomethingWithinALine(String expected, String observed, boolean same) {
        assertEquals(same, ExpectedOutput.matches(expected, observed));
    }

    @Test
    void indentationIsCompared() {
        assertFalse(ExpectedOutput.matches("  \"a\": 1", "\"a\": 1"));
    }

    @Test
    void sameLines() {
        assertEquals(Optional.empty(), expected("a", "b").differenceTo(List.of("a", "b  ")));
    }

    @Test
    void nothingExpectedNothingObserved() {
        assertEquals(Optional.empty(), expected().differenceTo(List.of()));
    }

    @Test
    void anotherLine() {
        assertEquals(difference(2, "b", "x"), expected("a", "b", "c").differenceTo(List.of("a", "x", "c")));
    }

    @Test
    void aLineTooMany() {
        assertEquals(difference(2, null, "b"), expected("a").differenceTo(List.of("a", "b")));
    }

    @Test
    void aLineTooFew() {
        assertEquals(difference(2, "b", null), expected("a", "b").differenceTo(List.of("a")));
    }

    @Test
    void gapStandsForAnyNumberOfLines() {
        for (var observed : List.of(List.of("a", "z"), List.of("a", "1", "z"), List.of("a", "1", "2", "z"))) {
            assertEquals(Optional.empty(), expected("a", "…", "z").differenceTo(observed), observed::toString);
        }
    }

    @Test
    void gapAtBothEnds() {
        assertEquals(Optional.empty(), expected("…", "m", "…").differenceTo(List.of("a", "m", "z")));
        assertEquals(difference(2, "m", null), expected("…", "m", "…").differenceTo(List.of()));
    }

    @Test
    void gapTriesALaterPlaceWhenTheFirstDoesNotFit() {
        assertEquals(Optional.empty(), expected("…", "a", "b").differenceTo(List.of("a", "a", "b")));
    }

    @Test
    void gapDoesNotHideWhatComesAfterIt() {
        assertEquals(difference(3, "c", "d"), expected("…", "b", "c").differenceTo(List.of("a", "b", "d")));
    }

    @Test
    void outputThatWouldFitAnything() {
        assertTrue(expected("…", "", " … ").saysNothing());
        assertFalse(expected().saysNothing());
        assertFalse(expected("…", "pod/service-a-…").saysNothing());
    }

    private static ExpectedOutput expected(String... lines) {
        return new ExpectedOutput(List.of(lines));
    }

    private static Optional<Difference> difference(int line, String expected, String observed) {
        return Optional.of(new Difference(line, expected, observed));
    }
}
