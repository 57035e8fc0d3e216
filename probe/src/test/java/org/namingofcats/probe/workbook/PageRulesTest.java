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
            1. This.
            2. That.
            <details>
            That.
            </details>
            ## Run
            ```sh
            probe/probe lab start 01
            ```
            ```text
            out
            ```
            ## Explain
            ## Break it
            ```sh fails
            false
            ```
            ## Repair
            ```sh
            probe/probe lab check 01
            ```
            ## Next
            [On](99-end.md)
            """;

    @TempDir
    Path labs;

    @BeforeEach
    void frame() throws IOException {
        write("00-start.md", LESSON.replace("01\n", "00\n").replace("99-end.md", "01-lesson.md"));
        write("01-lesson.md", LESSON);
        write("99-end.md", "# End\n## Run\n");
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
        assertEquals(List.of("sections [Predict, Run, Break it, Repair, Next]; this page should have "
                + "[Predict, Run, Explain, Break it, Repair, Next]"), lessonWith("## Explain\n", ""));
    }

    @Test
    void aQuestionWithoutChoices() throws IOException {
        assertEquals(List.of("Predict asks no question with choices (1. … 2. …)"), lessonWith("2. That.\n", ""));
    }

    @Test
    void anAnswerThatIsNotHidden() throws IOException {
        assertEquals(List.of("Predict hides no answer (<details> … </details>)"), lessonWith("<details>\n", ""));
    }

    @Test
    void nobodyCanBeginIt() throws IOException {
        assertEquals(List.of("no `probe/probe lab start 01`, so nobody can begin it anew"), lessonWith("lab start 01", "lab start 02"));
    }

    @Test
    void nothingFails() throws IOException {
        assertEquals(List.of("nothing fails in Break it (```sh fails)"), lessonWith("```sh fails", "```sh"));
    }

    @Test
    void somethingFailsInTheWrongSection() throws IOException {
        assertEquals(List.of("nothing fails in Break it (```sh fails)"), lessonWith(
                "## Break it\n```sh fails\nfalse\n```\n", "```sh fails\nfalse\n```\n## Break it\n"));
    }

    @Test
    void nobodySaysWhetherItIsRepaired() throws IOException {
        assertEquals(List.of("Repair does not end with `probe/probe lab check 01`"), lessonWith("lab check 01", "lab check 02"));
        assertEquals(List.of("Repair does not end with `probe/probe lab check 01`"),
                lessonWith("```sh\nprobe/probe lab check 01", "```sh fails\nprobe/probe lab check 01"));
    }

    @Test
    void anOutputThatComparesNothing() throws IOException {
        assertEquals(List.of("the output of line 9 is only … and compares nothing"), lessonWith("\nout\n", "\n…\n"));
    }

    @Test
    void aNodeOfOneClusterOnly() throws IOException {
        assertEquals(List.of("another CLUSTER has other names than: naming-of-cats-worker2 Ready"), lessonWith("\nout\n", "\nnaming-of-cats-worker2 Ready\n"));
        assertEquals(List.of("another CLUSTER has other names than: docker exec naming-of-cats-worker ip route"),
                lessonWith("```sh fails\nfalse\n", "```sh fails\ndocker exec naming-of-cats-worker ip route\n"));
        assertEquals(List.of("another CLUSTER has other names than: Say kubectl --context kind-naming-of-cats."),
                lessonWith("## Explain", "## Explain\nSay kubectl --context kind-naming-of-cats."));
    }

    @Test
    void aVariableThatIsThePathOfZsh() throws IOException {
        for (String line : List.of("for path in a b; do ls /$path; done", "path=/a; ls $path", "read path")) {
            assertEquals(List.of("zsh takes the variable path for PATH: " + line), lessonWith("```sh fails\nfalse\n", "```sh fails\n" + line + "\n"));
        }
        assertEquals(List.of(), lessonWith("```sh fails\nfalse\n", "```sh fails\nkubectl get pods -o jsonpath='{.items}' | jq .path\n"));
    }

    @Test
    void aDeadLink() throws IOException {
        assertEquals(List.of("a link to gone.md, which does not exist"), lessonWith("## Explain", "## Explain\n[gone](gone.md)"));
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
