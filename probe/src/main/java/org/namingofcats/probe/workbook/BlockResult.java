package org.namingofcats.probe.workbook;

import java.util.Optional;
import org.namingofcats.probe.workbook.Block.Kind;
import org.namingofcats.probe.workbook.ExpectedOutput.Difference;
import org.namingofcats.probe.workbook.Shell.Ran;

/**
 * What became of a command.
 *
 * @param block the command
 * @param ran   how it went; {@code null} if it was not run
 */
record BlockResult(Block block, Ran ran) {

    enum Verdict { PASSED, FAILED, NOT_RUN }

    Verdict verdict() {
        return ran == null ? Verdict.NOT_RUN
                : wrongEnd().isEmpty() && difference().isEmpty() ? Verdict.PASSED : Verdict.FAILED;
    }

    /** What is wrong with the way it ended, if anything. */
    Optional<String> wrongEnd() {
        if (ran.late()) {
            return Optional.of("it did not end before its deadline");
        }
        boolean mustFail = block.kind() == Kind.FAILS;
        if (mustFail == (ran.exitCode() != 0)) {
            return Optional.empty();
        }
        return Optional.of("exit code " + ran.exitCode() + (mustFail ? ", the page says that it fails" : ""));
    }

    /** Where its output leaves the page's, if it does. */
    Optional<Difference> difference() {
        return block.expected() == null ? Optional.empty() : block.expected().differenceTo(ran.output());
    }
}
