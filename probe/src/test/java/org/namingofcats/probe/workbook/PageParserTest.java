package org.namingofcats.probe.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.workbook.Block.Kind;

class PageParserTest {

    @Test
    void readsCommandsOutputsSectionsAndLinks() {
        Page page = parse("""
                # Title
                See [the README](../README.md#targets) and [elsewhere](https://example.org), not `[this](code.md)`.
                ## Run
                ```sh
                echo one
                echo two
                ```

                ```text
                one
                two
                ```
                ```sh fails
                false
                ```
                Prose between.
                ```sh manual CI keeps its cluster
                make down
                ```
                ## Next
                [On](02.md)
                """);

        assertEquals(List.of("Run", "Next"), page.sections());
        assertEquals(List.of("../README.md", "02.md"), page.links());
        assertEquals(List.of("02.md"), page.next());
        assertEquals(21, page.length());
        assertEquals(List.of(
                new Block(4, Kind.WORKS, null, "echo one\necho two", new ExpectedOutput(List.of("one", "two"))),
                new Block(13, Kind.FAILS, null, "false", null),
                new Block(17, Kind.MANUAL, "CI keeps its cluster", "make down", null)), page.blocks());
    }

    @Test
    void aHeadingInACommandIsAComment() {
        assertEquals(List.of(), parse("```sh\n## not a heading\ntrue\n```\n").sections());
    }

    @Test
    void anEmptyOutputIsAnOutput() {
        assertEquals(new ExpectedOutput(List.of()), parse("```sh\ntrue\n```\n```text\n```\n").blocks().getFirst().expected());
        assertNull(parse("```sh\ntrue\n```\n").blocks().getFirst().expected());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "```sh fial\ntrue\n```",
        "```sh fails always\ntrue\n```",
        "```sh manual\ntrue\n```",
        "```sh manually, CI keeps it\ntrue\n```",
        "```bash\ntrue\n```",
        "```\ntrue\n```",
        "```sh\n\n```",
        "```sh\ntrue",
        "  ```sh\n  true\n  ```",
        "```text\nalone\n```",
        "```sh\ntrue\n```\nProse.\n```text\nlate\n```",
        "```sh\ntrue\n```\n```text\none\n```\n```text\ntwo\n```",
    })
    void whatIsNotUnderstoodIsAnError(String text) {
        assertThrows(ProbeException.class, () -> parse(text));
    }

    @Test
    void theErrorSaysWhere() {
        var thrown = assertThrows(ProbeException.class, () -> parse("\n\n```sh fial\ntrue\n```"));
        assertEquals("page not understood: labs/01.md:3: a fence 'sh fial'; write sh, sh fails or sh manual REASON", thrown.getMessage());
    }

    private static Page parse(String text) {
        return new PageParser(Path.of("labs/01.md")).parse(text.lines().toList());
    }
}
