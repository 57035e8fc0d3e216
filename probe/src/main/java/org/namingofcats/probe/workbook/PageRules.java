package org.namingofcats.probe.workbook;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.namingofcats.probe.workbook.Block.Kind;

/** What makes a page one of the workbook's. */
final class PageRules {

    static final int SHORTER_THAN = 150;
    static final List<String> FRAME = List.of("Goal", "Run");
    static final List<String> LESSON = List.of("Predict", "Run", "The case that fails", "Why", "Clean up");

    private PageRules() {}

    /**
     * The rules that {@code page} breaks, each in a few words.
     *
     * @param book every page in order: the first and the last frame the lessons
     */
    static List<String> brokenBy(Page page, List<Page> book) {
        boolean last = page == book.getLast();
        boolean lesson = !last && page != book.getFirst();
        List<String> broken = new ArrayList<>();
        if (page.length() >= SHORTER_THAN) {
            broken.add(page.length() + " lines; a page has fewer than " + SHORTER_THAN);
        }
        List<String> wanted = new ArrayList<>(lesson ? LESSON : FRAME);
        if (!last) {
            wanted.add("Next");
        }
        if (!page.sections().equals(wanted)) {
            broken.add("sections " + page.sections() + "; this page should have " + wanted);
        }
        if (lesson && page.blocks().stream().noneMatch(block -> block.kind() == Kind.WORKS)) {
            broken.add("no case that works");
        }
        if (lesson && page.blocks().stream().noneMatch(block -> block.kind() == Kind.FAILS)) {
            broken.add("no case that fails (```sh fails)");
        }
        for (Block block : page.blocks()) {
            if (block.expected() != null && block.expected().saysNothing()) {
                broken.add("the output of line " + block.line() + " is only … and compares nothing");
            }
        }
        for (String link : page.links()) {
            if (!Files.exists(page.file().resolveSibling(link))) {
                broken.add("a link to " + link + ", which does not exist");
            }
        }
        if (!last && !page.next().equals(List.of(book.get(book.indexOf(page) + 1).name()))) {
            broken.add("Next leads to " + page.next() + " instead of " + book.get(book.indexOf(page) + 1).name());
        }
        return broken;
    }
}
