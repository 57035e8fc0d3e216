package org.namingofcats.probe.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.workbook.Block.Kind;
import org.namingofcats.probe.workbook.BlockResult.Verdict;
import org.namingofcats.probe.workbook.Shell.Ran;

class BlockResultTest {

    @Test
    void aCommandThatWorksMustEndWithZero() {
        assertEquals(Verdict.PASSED, verdict(Kind.WORKS, null, 0));
        assertEquals(Verdict.FAILED, verdict(Kind.WORKS, null, 1));
    }

    @Test
    void aCommandThatFailsMustNot() {
        assertEquals(Verdict.PASSED, verdict(Kind.FAILS, null, 1));
        assertEquals(Verdict.FAILED, verdict(Kind.FAILS, null, 0));
    }

    @Test
    void eitherMustSayWhatThePageSays() {
        assertEquals(Verdict.PASSED, verdict(Kind.WORKS, "out", 0));
        assertEquals(Verdict.FAILED, verdict(Kind.WORKS, "other", 0));
        assertEquals(Verdict.FAILED, verdict(Kind.FAILS, "other", 1));
    }

    @Test
    void lateIsAFailureEvenWhereOneIsExpected() {
        assertEquals(Verdict.FAILED, new BlockResult(block(Kind.FAILS, null), new Ran(137, List.of("out"), true)).verdict());
    }

    @Test
    void notRunIsNeverPassed() {
        var result = new BlockResult(block(Kind.MANUAL, null), null);
        assertEquals(Verdict.NOT_RUN, result.verdict());
        assertEquals(new Tally(0, 0, 1), Tally.of(List.of(result), 0));
    }

    @Test
    void aBrokenRuleIsAFailure() {
        var result = new BlockResult(block(Kind.WORKS, null), new Ran(0, List.of(), false));
        assertEquals("1 passed, 2 failed, 0 skipped", Tally.of(List.of(result), 2).toString());
    }

    private static Verdict verdict(Kind kind, String expected, int exitCode) {
        return new BlockResult(block(kind, expected), new Ran(exitCode, List.of("out"), false)).verdict();
    }

    private static Block block(Kind kind, String expected) {
        return new Block(1, kind, null, "command", expected == null ? null : new ExpectedOutput(List.of(expected)));
    }
}
