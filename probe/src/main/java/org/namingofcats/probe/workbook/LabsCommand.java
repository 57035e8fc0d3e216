package org.namingofcats.probe.workbook;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.workbook.Block.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code probe labs}: runs what the lab pages say and compares what comes out with what they show. */
@Command(name = "labs", mixinStandardHelpOptions = true,
        description = "Runs every command of the lab pages and compares its output with the page, or writes it into the page.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every command did what its page says", "1:one did not, or a page breaks a rule",
            "64:wrong usage, a page that cannot be understood, or a file that cannot be written", "69:the cluster cannot be reached", "77:the lab is not there, or not whole: the pages need three nodes and load balancers"})
public class LabsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR|PAGE", description = "Folders and pages, default: labs.")
    List<Path> places = List.of(Path.of("labs"));

    @Option(names = "--deadline", paramLabel = "SECONDS", defaultValue = "120",
            description = "What each command gets, default: ${DEFAULT-VALUE}.")
    int deadlineSeconds;

    @Option(names = "--update", description = "write outputs that differ into the pages, and draw their pictures anew")
    boolean update;

    @Spec
    CommandSpec spec;

    private final Map<String, String> environment;
    private final Path root;

    /** As the command line makes it: in the user's environment, from the folder it was started in. */
    public LabsCommand() {
        this(System.getenv(), Path.of("").toAbsolutePath());
    }

    LabsCommand(Map<String, String> environment, Path root) {
        this.environment = environment;
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (deadlineSeconds < 1) {
            throw new ProbeException(ExitCode.USAGE, "--deadline " + deadlineSeconds, "give at least 1 second");
        }
        try {
            List<OpenPage> pages = OpenPage.open(places);
            try (Scratch scratch = Scratch.open()) {
                return run(pages, scratch);
            }
        } catch (IOException e) { // its message may be no more than where
            throw new ProbeException(ExitCode.USAGE, "a file of the pages, or of a run of them, cannot be read or written ("
                    + e.getClass().getSimpleName().replaceFirst("Exception$", "") + ": " + e.getMessage() + ")", "free that place");
        }
    }

    private int run(List<OpenPage> pages, Scratch scratch) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        var prepared = LabEnvironment.of(environment, root, scratch);
        Tally total = Tally.NONE;
        for (OpenPage entry : pages) {
            long start = System.nanoTime();
            List<String> broken = PageRules.brokenBy(entry.page(), entry.book());
            broken.forEach(rule -> out.println(entry.page().file() + " FAILED: " + rule));
            List<BlockResult> results = runPage(entry.page(), shell(prepared, scratch, entry.page().name()), out);
            if (update) {
                results = renew(entry.page(), results, prepared, out);
            }
            Tally tally = Tally.of(results, broken.size());
            out.printf("%-28s %s, %.0f s%n", entry.page().file(), tally, (System.nanoTime() - start) / 1e9);
            out.flush();
            total = total.plus(tally);
        }
        if (update) {
            total = total.plus(new Tally(0, draw(pages, shell(prepared, scratch, "drawings"), scratch.folder(), out), 0));
        }
        out.println(total);
        out.flush();
        return total.failed() == 0 ? ExitCode.PASSED : ExitCode.FAILED;
    }

    private Shell shell(Map<String, String> prepared, Scratch scratch, String name) throws IOException {
        return new Shell(root, prepared, Files.createTempFile(scratch.folder(), name, ".sh"), scratch);
    }

    /** What differs only in its output is no failure any more once it stands in the page. */
    private List<BlockResult> renew(Page page, List<BlockResult> results, Map<String, String> prepared, PrintWriter out)
            throws IOException {
        List<String> before = Files.readAllLines(page.file());
        List<String> after = new Renewal(mask(prepared)).of(before, results);
        if (!after.equals(before)) {
            Files.write(page.file(), after);
            out.println(page.file() + " updated");
        }
        return results.stream().filter(result -> result.ran() == null || result.wrongEnd().isPresent() || result.difference().isEmpty()).toList();
    }

    /** Draws what the pages show; says how many drawings did not come about. */
    private int draw(List<OpenPage> pages, Shell shell, Path scratch, PrintWriter out) throws IOException, InterruptedException {
        Path folder = pages.getFirst().page().file().resolveSibling("img");
        int failed = 0;
        for (String path : Drawings.wanted(pages.stream().map(OpenPage::page).toList())) {
            Path file = folder.resolve(path + ".svg");
            try {
                if (new Drawings(shell, mask(shell.environment())).renew(path, file, scratch)) {
                    out.println(file + " drawn");
                }
            } catch (ProbeException e) {
                out.println(file + " FAILED: " + e.getMessage());
                failed++;
            }
            out.flush();
        }
        return failed;
    }

    private static Mask mask(Map<String, String> prepared) {
        return new Mask(prepared.get("CONTEXT").replaceFirst("^kind-", ""));
    }

    /** Goes on after a failure: the page's last commands put things back. */
    private List<BlockResult> runPage(Page page, Shell shell, PrintWriter out) throws IOException, InterruptedException {
        List<BlockResult> results = new ArrayList<>();
        for (Block block : page.blocks()) {
            var result = new BlockResult(block, block.kind() == Kind.MANUAL ? null
                    : shell.run(block.command(), Duration.ofSeconds(deadlineSeconds)));
            switch (result.verdict()) {
                case FAILED -> {
                    if (!update || result.wrongEnd().isPresent()) {
                        out.print(Failure.text(page.file(), result));
                    }
                }
                case NOT_RUN -> out.println(page.file() + ":" + block.line() + " not run: " + block.reason());
                case PASSED -> { }
            }
            out.flush();
            results.add(result);
        }
        return results;
    }
}
