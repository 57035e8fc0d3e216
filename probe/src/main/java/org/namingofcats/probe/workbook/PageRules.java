package org.namingofcats.probe.workbook;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.namingofcats.probe.workbook.Block.Kind;

/** What makes a page one of the workbook's. */
final class PageRules {

    static final int SHORTER_THAN = 150;
    static final List<String> LESSON = List.of("Predict", "Run", "Explain", "Break it", "Repair", "Next");
    /** The last page only takes the lab down. */
    static final List<String> LAST = List.of("Run");

    /** With {@code CLUSTER=another} they have other names: pages ask for them, and show {@code …}. */
    private static final Pattern ONE_CLUSTERS_OWN = Pattern.compile("\\bkind-naming-of-cats\\b|\\bnaming-of-cats-(control-plane|worker|outside)");

    /** In zsh {@code path} is {@code PATH}: who sets it finds no command any more. */
    private static final Pattern PATH_OF_ZSH = Pattern.compile("\\b(for|read) path\\b|(?<![\\w.-])path=");

    private PageRules() {}

    /**
     * The rules that {@code page} breaks, each in a few words.
     *
     * @param book every page in order; the last one is no lesson
     */
    static List<String> brokenBy(Page page, List<Page> book) {
        boolean lesson = page != book.getLast();
        List<String> broken = new ArrayList<>();
        if (page.length() >= SHORTER_THAN) {
            broken.add(page.length() + " lines; a page has fewer than " + SHORTER_THAN);
        }
        List<String> wanted = lesson ? LESSON : LAST;
        if (!page.sections().equals(wanted)) {
            broken.add("sections " + page.sections() + "; this page should have " + wanted);
        } else if (lesson) {
            broken.addAll(lessonRules(page));
        }
        for (Block block : page.blocks()) {
            if (block.expected() != null && block.expected().saysNothing()) {
                broken.add("the output of line " + block.line() + " is only … and compares nothing");
            }
        }
        everyLine(page).filter(line -> ONE_CLUSTERS_OWN.matcher(line).find())
                .forEach(line -> broken.add("another CLUSTER has other names than: " + line.strip()));
        page.blocks().stream().flatMap(block -> block.command().lines()).filter(line -> PATH_OF_ZSH.matcher(line).find())
                .forEach(line -> broken.add("zsh takes the variable path for PATH: " + line.strip()));
        for (String link : page.links()) {
            if (!Files.exists(page.file().resolveSibling(link))) {
                broken.add("a link to " + link + ", which does not exist");
            }
        }
        if (lesson && !page.next().equals(List.of(book.get(book.indexOf(page) + 1).name()))) {
            broken.add("Next leads to " + page.next() + " instead of " + book.get(book.indexOf(page) + 1).name());
        }
        return broken;
    }

    private static Stream<String> everyLine(Page page) {
        return Stream.concat(page.parts().stream().flatMap(part -> part.prose().stream()), page.blocks().stream().flatMap(block ->
                Stream.concat(block.command().lines(), block.expected() == null ? Stream.empty() : block.expected().lines().stream())));
    }

    /** A question that can be answered, a beginning that can be had again, something that fails, and an end that is graded. */
    private static List<String> lessonRules(Page page) {
        List<String> broken = new ArrayList<>();
        List<String> predict = page.section("Predict").orElseThrow().prose();
        if (predict.stream().filter(line -> line.matches("\\d\\. .+")).count() < 2) {
            broken.add("Predict asks no question with choices (1. … 2. …)");
        }
        if (predict.stream().noneMatch(line -> line.startsWith("<details>")) || predict.stream().noneMatch(line -> line.startsWith("</details>"))) {
            broken.add("Predict hides no answer (<details> … </details>)");
        }
        if (page.blocks().stream().noneMatch(block -> block.command().equals("probe/probe lab start " + page.number()))) {
            broken.add("no `probe/probe lab start " + page.number() + "`, so nobody can begin it anew");
        }
        if (page.blocksOf("Break it").stream().noneMatch(block -> block.kind() == Kind.FAILS)) {
            broken.add("nothing fails in Break it (```sh fails)");
        }
        List<Block> repair = page.blocksOf("Repair");
        if (repair.isEmpty() || repair.getLast().kind() != Kind.WORKS
                || !repair.getLast().command().equals("probe/probe lab check " + page.number())) {
            broken.add("Repair does not end with `probe/probe lab check " + page.number() + "`");
        }
        return broken;
    }
}
