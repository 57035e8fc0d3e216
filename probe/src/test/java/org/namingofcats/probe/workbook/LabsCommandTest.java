package org.namingofcats.probe.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.trouble.ProbeException;
import picocli.CommandLine;

/** The whole command with a kubectl of the test's own, found where the lab's is: in the cache. */
class LabsCommandTest {

    private static final String KUBECTL = """
            #!/usr/bin/env bash
            echo "$KUBECONFIG" >> "$LAB_CACHE/kubeconfigs"
            case "$*" in
              "config view"*"--context kind-naming-of-cats") echo 'current-context: kind-naming-of-cats' ;;
              "get --raw /readyz"*) exit "${UNREADY:-0}" ;;
              *"get service service-b-load-balancer"*) echo "${ADDRESS-172.18.255.201}" ;;
              "get nodes -o name"*) seq "${NODES:-3}" ;;
              "config current-context") sed 's/.*: //' "$KUBECONFIG" ;;
              *) echo "error: $*" >&2; exit 1 ;;
            esac
            """;

    /** A page that keeps the rules, whose commands of the lab's own are a script of the test's. */
    private static final String LESSON = """
            # Start
            ## Predict
            1. This.
            2. That.
            <details>
            </details>
            ## Run
            ```sh
            true
            ```
            ```sh
            probe/probe lab start 00
            ```
            ## Explain
            ## Break it
            ```sh fails
            false
            ```
            ## Repair
            ```sh
            probe/probe lab check 00
            ```
            ## Next
            [On](99-end.md)
            """;

    @TempDir
    Path root;

    private final StringWriter out = new StringWriter();
    private Map<String, String> environment;

    @BeforeEach
    void aRepository() throws IOException {
        Path kubectl = Files.createDirectories(root.resolve("cache/bin")).resolve("kubectl");
        Files.writeString(kubectl, KUBECTL);
        assertTrue(kubectl.toFile().setExecutable(true));
        environment = Map.of("PATH", System.getenv("PATH"), "LAB_CACHE", root.resolve("cache").toString(), "KUBECONFIG", "users-own");
        Path probe = Files.createDirectories(root.resolve("probe")).resolve("probe");
        Files.writeString(probe, "#!/usr/bin/env bash\nexit 0\n");
        assertTrue(probe.toFile().setExecutable(true));
        Files.createDirectories(root.resolve("labs"));
        page("00-start.md", LESSON.replace("true\n", "kubectl config current-context | cut -c6-\n```\n```text\nnaming-of-cats\n"));
        page("99-end.md", "# End\n## Run\n```sh fails\nfalse\n```\n```sh manual CI keeps it\nexit 3\n```\n");
    }

    @Test
    void everyPageOfAFolder() {
        assertEquals(0, run(labs()), out::toString);
        assertTrue(out.toString().contains("99-end.md:6 not run: CI keeps it\n"), out::toString);
        assertTrue(out.toString().endsWith("\n5 passed, 0 failed, 1 skipped\n"), out::toString);
    }

    @Test
    void onePage() {
        assertEquals(0, run(labs().resolve("99-end.md")));
        assertTrue(out.toString().endsWith("\n1 passed, 0 failed, 1 skipped\n"), out::toString);
    }

    @Test
    void aFailureIsShownWithWhatWasExpected() throws IOException {
        page("00-start.md", LESSON.replace("true\n", "echo one; echo 2\n```\n```text\none\ntwo\n```\n```sh\nexit 3\n"));

        assertEquals(1, run(labs().resolve("00-start.md")));
        String file = labs().resolve("00-start.md").toString();
        assertEquals(file + """
                :8 FAILED: another output than the page's
                  command:
                    echo one; echo 2
                  expected:
                    one
                    two
                  observed:
                    one
                    2
                  first difference, at line 2 of the expected output:
                    expected: two
                    observed: 2
                """ + file + """
                :15 FAILED: exit code 3
                  command:
                    exit 3
                  observed:
                    (nothing)
                """, out.toString().substring(0, out.toString().indexOf(file + " ")));
        assertTrue(out.toString().endsWith("\n3 passed, 2 failed, 0 skipped\n"), out::toString);
    }

    @Test
    void aBrokenRuleFails() throws IOException {
        page("99-end.md", "# End\n## Goal\n## Run\n```sh\ntrue\n```\n");
        assertEquals(1, run(labs().resolve("99-end.md")));
        assertTrue(out.toString().contains("99-end.md FAILED: sections [Goal, Run]; this page should have [Run]\n"), out::toString);
    }

    @Test
    void theDeadline() throws IOException {
        page("99-end.md", "# End\n## Run\n```sh\nsleep 60\n```\n");
        assertEquals(1, run("--deadline", "1", labs().resolve("99-end.md").toString()));
        assertTrue(out.toString().contains(":3 FAILED: it did not end before its deadline\n"), out::toString);
    }

    /** What a run printed goes into the page; the second run finds nothing to change. */
    @Test
    void anUpdateWritesWhatARunPrinted() throws IOException {
        page("99-end.md", "# End\n## Run\n```sh\necho 10.244.3.7 is new\n```\n```text\nwas old\n```\n");
        assertEquals(0, run("--update", labs().resolve("99-end.md").toString()), out::toString);
        assertEquals("# End\n## Run\n```sh\necho 10.244.3.7 is new\n```\n```text\n10.244.… is new\n```\n",
                Files.readString(labs().resolve("99-end.md")));
        assertTrue(out.toString().contains("99-end.md updated\n"), out::toString);
        out.getBuffer().setLength(0);
        assertEquals(0, run("--update", labs().resolve("99-end.md").toString()));
        assertFalse(out.toString().contains("updated"), out::toString);
    }

    @Test
    void anUpdateDoesNotHideAFailure() throws IOException {
        String page = "# End\n## Run\n```sh\necho new; exit 3\n```\n```text\nold\n```\n";
        page("99-end.md", page);
        assertEquals(1, run("--update", labs().resolve("99-end.md").toString()));
        assertEquals(page, Files.readString(labs().resolve("99-end.md")));
    }

    /** It is no bug of the probe's. Here the page becomes a folder while its command runs. */
    @Test
    void aPageThatCannotBeWrittenIsNoBug() throws IOException {
        Path page = labs().resolve("99-end.md");
        page("99-end.md", "# End\n## Run\n```sh\nrm '%s'; mkdir '%s'; echo new\n```\n```text\nold\n```\n".formatted(page, page));
        assertEquals(64, run("--update", page.toString()));
        assertTrue(out.toString().matches("(?s).*a file of the pages, or of a run of them, cannot be read or written \\(.+: .+\\): free that place"), out::toString);
    }

    @Test
    void usage() throws IOException {
        assertEquals(64, run(root.resolve("no-such-folder")));
        assertEquals(64, run("--deadline", "0", labs().toString()));
        page("99-end.md", "```sh fial\nfalse\n```\n");
        assertEquals(64, run(labs()));
    }

    @Test
    void aPageThatIsNoText() throws IOException {
        Files.write(labs().resolve("99-end.md"), new byte[] {'#', (byte) 0xff, 0, '\n'});
        assertEquals(64, run(labs()));
        assertTrue(out.toString().matches("a page in '.*' cannot be read \\(.*\\): pages are UTF-8 text in files called \\*\\.md"), out::toString);
    }

    @Test
    void aFolderThatIsCalledLikeAPage() throws IOException {
        Files.createDirectories(labs().resolve("50-folder.md"));
        assertEquals(64, run(labs()));
        assertTrue(out.toString().contains("cannot be read"), out::toString);
    }

    @Test
    void noSuchContext() {
        environment = with("CONTEXT", "elsewhere");
        assertEquals(69, run(labs()));
        assertEquals("no context 'elsewhere' in the kubeconfig "
                + "(error: config view --raw --minify --flatten --context elsewhere): run 'make up' or set CONTEXT", out.toString());
    }

    @Test
    void anEmptyContextIsTheLabsAndNotTheCurrentOne() {
        environment = with("CONTEXT", "");
        assertEquals(0, run(labs()), out::toString);
    }

    @Test
    void noClusterBehindIt() {
        environment = with("UNREADY", "1");
        assertEquals(69, run(labs()));
        assertEquals("the cluster of context 'kind-naming-of-cats' does not answer: run 'make up' or set CONTEXT", out.toString());
    }

    @Test
    void aClusterThatThePagesAreNotAbout() {
        environment = with("ADDRESS", "");
        assertEquals(77, run(labs()));
        assertEquals("in context 'kind-naming-of-cats' is no lab whose load balancers have addresses, which the pages need: "
                + "run 'make lab' or set CONTEXT", out.toString());
        out.getBuffer().setLength(0);
        environment = with("NODES", "1");
        environment.remove("ADDRESS");
        assertEquals(77, run(labs()));
        assertEquals("the cluster of context 'kind-naming-of-cats' has less than the three nodes that the pages speak of: "
                + "run 'make lab' or set CONTEXT", out.toString());
    }

    @Test
    void theUsersKubeconfigIsReadOnceAndTheCopyDoesNotStay() throws IOException {
        run(labs());
        var seen = Files.readAllLines(root.resolve("cache/kubeconfigs"));
        assertEquals("users-own", seen.getFirst());
        assertFalse(seen.subList(1, seen.size()).contains("users-own"));
        assertFalse(Files.exists(Path.of(seen.getLast())));
    }

    private Path labs() {
        return root.resolve("labs");
    }

    private void page(String name, String text) throws IOException {
        Files.writeString(labs().resolve(name), text);
    }

    private Map<String, String> with(String name, String value) {
        var changed = new java.util.HashMap<>(environment);
        changed.put(name, value);
        return changed;
    }

    private int run(Path place) {
        return run(place.toString());
    }

    private int run(String... arguments) {
        var line = new CommandLine(new LabsCommand(environment, root));
        line.setOut(new PrintWriter(out));
        line.setExecutionExceptionHandler((thrown, command, parsed) -> {
            out.append(thrown.getMessage());
            return ((ProbeException) thrown).exitCode();
        });
        return line.execute(arguments);
    }
}
