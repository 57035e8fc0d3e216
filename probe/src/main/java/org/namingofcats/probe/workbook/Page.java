package org.namingofcats.probe.workbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A page of the workbook.
 *
 * @param file     where it is
 * @param length   number of its lines
 * @param sections its {@code ##} headings
 * @param links    targets of its links to other files, without anchors
 * @param next     targets of those links that stand in its section {@code Next}
 * @param blocks   its commands
 */
record Page(
        Path file, int length, List<String> sections, List<String> links, List<String> next, List<Block> blocks) {

    /** @throws MalformedPage when a fence is not one of the workbook's */
    static Page read(Path file) throws IOException {
        return new PageParser(file).parse(Files.readAllLines(file));
    }

    String name() {
        return file.getFileName().toString();
    }

    /** A page that cannot be understood; the message names file, line and remedy. */
    static final class MalformedPage extends RuntimeException {
        MalformedPage(Path file, int line, String cause) {
            super(file + ":" + line + ": " + cause);
        }
    }
}
