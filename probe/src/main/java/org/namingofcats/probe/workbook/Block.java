package org.namingofcats.probe.workbook;

/**
 * One command of a page, from its {@code ```sh} fence.
 *
 * @param line     number of the fence's line in the page, from 1
 * @param kind     what should become of it
 * @param reason   why it is not run; {@code null} for a block that is
 * @param command  what the reader pastes
 * @param expected what the page shows as its output; {@code null} if it shows none
 */
record Block(int line, Kind kind, String reason, String command, ExpectedOutput expected) {

    enum Kind {
        /** The command ends with 0. */
        WORKS,
        /** {@code ```sh fails}: it must not. */
        FAILS,
        /** {@code ```sh manual REASON}: for the reader only. */
        MANUAL
    }

    Block withExpected(ExpectedOutput output) {
        return new Block(line, kind, reason, command, output);
    }
}
