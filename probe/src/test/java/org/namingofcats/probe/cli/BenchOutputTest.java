package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.bench.BenchFailure;
import org.namingofcats.probe.bench.BenchReport;
import org.namingofcats.probe.bench.Subject;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** What a bench leaves, and what it ends with where it cannot. */
class BenchOutputTest {
    private final ObjectMapper json = new ObjectMapper();
    private final BenchOutput output = new BenchOutput();

    @TempDir
    Path folder;

    @BeforeEach
    void here() {
        output.folder = folder;
    }

    private int publish(Supplier<BenchReport> measure) {
        return output.publish(Subject.LADDER, measure, json, new PrintWriter(new StringWriter()));
    }

    private BenchReport missed() {
        try {
            return json.treeToValue(((ObjectNode) json.readTree(Path.of("../docs/bench.json").toFile())).put("verdict", BenchReport.MISSED), BenchReport.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anAimThatIsMissedIsTheExitCodeWhereItCannotBeWritten() {
        assertEquals(ExitCode.FAILED, publish(this::missed));
        assertEquals(ExitCode.FAILED, assertThrows(ProbeException.class, () -> publish(() -> {
            folder.resolve("bench.json/in-its-place").toFile().mkdirs();
            return missed();
        })).exitCode());
    }

    @Test
    void thePageToo() throws IOException {
        output.page = Files.copy(Path.of("../docs/performance.md"), folder.resolve("page.md"));
        assertEquals(ExitCode.FAILED, assertThrows(ProbeException.class, () -> publish(() -> {
            folder.resolve("img/ladder.svg/in-its-place").toFile().mkdirs();
            return missed();
        })).exitCode());
    }

    /** {@code bench compare} reads whatever is there. */
    @Test
    void theBenchOfYesterdayIsNotTakenForOneThatDidNotComeAbout() throws IOException {
        Path file = Files.writeString(folder.resolve("bench.json"), "{}");
        assertThrows(BenchFailure.class, () -> publish(() -> {
            throw new BenchFailure("nobody is there");
        }));
        assertFalse(Files.exists(file));
    }
}
