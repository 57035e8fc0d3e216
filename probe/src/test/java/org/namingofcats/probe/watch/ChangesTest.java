package org.namingofcats.probe.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.CheckResult;

class ChangesTest {
    private static List<CheckResult> checks(String... rows) {
        return Stream.of(rows).map(Rows::check).toList();
    }

    private static List<String> told(List<Changes.Change> changes) {
        return changes.stream().map(change -> change.before() + " → " + (change.after() == null ? "gone" : change.after().verdict())
                + " " + change.id()).toList();
    }

    @Test
    void whatStaysAsItIsIsNoNews() {
        assertEquals(List.of(), Changes.between(checks("a/x PASS", "a/y FAIL"), checks("a/y FAIL", "a/x PASS")));
    }

    @Test
    void everyKindOfChangeIsTold() {
        assertEquals(List.of("PASS → FAIL a/x", "null → PASS a/new", "INCONCLUSIVE → PASS a/z", "SKIPPED → gone a/old"), told(
                Changes.between(checks("a/old SKIPPED", "a/x PASS", "a/z INCONCLUSIVE"), checks("a/x FAIL", "a/new PASS", "a/z PASS"))));
    }

    @Test
    void atFirstTroubleIsNews() {
        assertEquals(List.of("null → FAIL a/y", "null → INCONCLUSIVE a/z"),
                told(Changes.first(checks("a/x PASS", "a/y FAIL", "a/s SKIPPED", "a/z INCONCLUSIVE"))));
    }
}
