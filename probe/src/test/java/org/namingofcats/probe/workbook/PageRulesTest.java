package org.namingofcats.probe.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageRulesTest {

    private static final String LESSON = """
            # Lesson
            ## Predict
            ## Run
            ```sh
            true
            ```
            ```text
            out
            ```
            ## The case that fails
            ```sh fails
            false
            ```
            ## Why
            ## Clean up
            ## Next
            [On](99-end.md)
            """;

    @TempDir
    Path labs;

    @BeforeEach
    void frame() throws IOException {
        write("00-start.md", "# Start\n## Goal\n## Run\n## Next\n[On](01-lesson.md)\n");
        write("01-lesson.md", LESSON);
        write("99-end.md", "# End\n## Goal\n## Run\n");
    }

    @Test
    void aGoodBook() throws IOException {
        assertEquals(List.of(), broken("00-start.md"));
        assertEquals(List.of(), broken("01-lesson.md"));
        assertEquals(List.of(), broken("99-end.md"));
    }

    @Test
    void tooLong() throws IOException {
        assertEquals(List.of(), lessonWith("# Lesson", "# Lesson" + "\n".repeat(149 - (int) LESSON.lines().count())));
        assertEquals(List.of("150 lines; a page has fewer than 150"),
                lessonWith("# Lesson", "# Lesson" + "\n".repeat(150 - (int) LESSON.lines().count())));
    }

    @Test
    void aSectionIsMissing() throws IOException {
        assertEquals(List.of("sections [Predict, Run, The case that fails, Why, Next]; this page should have "
                + "[Predict, Run, The case that fails, Why, Clean up, Next]"), lessonWith("## Clean up\n", ""));
    }

    @Test
    void noCaseThatFails() throws IOException {
        assertEquals(List.of("no case that fails (```sh fails)"), lessonWith("```sh fails", "```sh"));
    }

    @Test
    void noCaseThatWorks() throws IOException {
        assertEquals(List.of("no case that works"), lessonWith("```sh\ntrue", "```sh fails\nfalse"));
    }

    @Test
    void anOutputThatComparesNothing() throws IOException {
        assertEquals(List.of("the output of line 4 is only … and compares nothing"), lessonWith("\nout\n", "\n…\n"));
    }

    @Test
    void aDeadLink() throws IOException {
        assertEquals(List.of("a link to gone.md, which does not exist"), lessonWith("## Why", "## Why\n[gone](gone.md)"));
    }

    @Test
    void nextLeadsElsewhere() throws IOException {
        assertEquals(List.of("Next leads to [00-start.md] instead of 99-end.md"), lessonWith("(99-end.md)", "(00-start.md)"));
        assertEquals(List.of("Next leads to [] instead of 99-end.md"), lessonWith("[On](99-end.md)", "nowhere"));
    }

    private List<String> lessonWith(String old, String changed) throws IOException {
        assertEquals(2, LESSON.split(java.util.regex.Pattern.quote(old), -1).length, "the test's own replacement");
        write("01-lesson.md", LESSON.replace(old, changed));
        return broken("01-lesson.md");
    }

    private List<String> broken(String name) throws IOException {
        var page = OpenPage.open(List.of(labs.resolve(name))).getFirst();
        return PageRules.brokenBy(page.page(), page.book());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(labs.resolve(name), text);
    }
}
