package org.namingofcats.probe.workbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.namingofcats.probe.trouble.ProbeException;

/**
 * A page of the workbook.
 *
 * @param file   where it is
 * @param length number of its lines
 * @param parts  its {@code ##} sections
 * @param links  targets of its links to other files, pictures too, without anchors
 * @param next   targets of those links that stand in its section {@code Next}
 * @param blocks its commands
 */
record Page(Path file, int length, List<Section> parts, List<String> links, List<String> next, List<Block> blocks) {

    /**
     * A section.
     *
     * @param title its heading
     * @param line  number of the heading's line, from 1
     * @param prose its lines outside fences
     */
    record Section(String title, int line, List<String> prose) {}

    /** @throws ProbeException when a fence is not one of the workbook's */
    static Page read(Path file) throws IOException {
        return new PageParser(file).parse(Files.readAllLines(file));
    }

    /** Headings of its sections, in order. */
    List<String> sections() {
        return parts.stream().map(Section::title).toList();
    }

    /** The section of that heading. */
    Optional<Section> section(String title) {
        return parts.stream().filter(part -> part.title().equals(title)).findFirst();
    }

    /** The commands of one section. */
    List<Block> blocksOf(String title) {
        return section(title).map(part -> blocks.stream().filter(block -> block.line() > part.line()
                && parts.stream().noneMatch(other -> other.line() > part.line() && other.line() < block.line())).toList()).orElse(List.of());
    }

    /** The two digits that its name begins with. */
    String number() {
        return name().substring(0, 2);
    }

    String name() {
        return file.getFileName().toString();
    }
}
