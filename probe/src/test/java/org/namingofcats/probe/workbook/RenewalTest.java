package org.namingofcats.probe.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.workbook.Shell.Ran;

class RenewalTest {

    @Test
    void linesThatStillFitStayAsTheyAre() {
        assertEquals("one …\ntwo 10.244.…", renewed("one …\nzwei", 0, "one 17", "two 10.244.1.1"));
    }

    @Test
    void anOutputThatFitsIsLeftAlone() {
        assertEquals("one …\n…", renewed("one …\n…", 0, "one 17", "two", "three"));
    }

    @Test
    void ofALongOutputOnlyTheLinesThatThePageShows() {
        assertEquals("…\n  PASS b by ip\n…\n9 passed", renewed("…\n  PASS a by ip\n…\n8 passed", 0, "head", "  PASS b by ip", "x", "9 passed"));
    }

    @Test
    void aLineThatIsGoneGoes() {
        assertEquals("…\n8 passed", renewed("…\nnever again seen\n…\n8 passed", 0, "head", "8 passed"));
    }

    @Test
    void aCommandThatEndedWrongIsLeftAlone() {
        assertEquals("old", renewed("old", 3, "new"));
    }

    private static String renewed(String output, int exitCode, String... observed) {
        List<String> lines = ("# Page\n```sh\ncommand\n```\n\n```text\n" + output + "\n```\nend").lines().toList();
        Block block = new PageParser(Path.of("page.md")).parse(lines).blocks().getFirst();
        List<String> after = new Renewal(new Mask("book")).of(lines, List.of(new BlockResult(block, new Ran(exitCode, List.of(observed), false))));
        assertEquals("end", after.getLast());
        assertEquals("```text", after.get(5));
        return String.join("\n", after.subList(6, after.size() - 2));
    }
}
