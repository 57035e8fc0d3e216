package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.trouble.ExitCode;
import picocli.CommandLine;

/** {@code probe bench compare}: what is slower is named and fails the command, what is not does not. */
@QuarkusTest
class BenchCompareTest {
    private static final String BENCH = """
            {"figures":[{"name":"ClusterIP ÷ pod IP, kept-alive","ratio":1.01,"low":%s,"high":%s,"aim":1.02,"met":true,"unit":"×","more":false,"pairs":30}],
             "control":{"ratio":1,"low":1,"high":1,"fresh":null,"pairs":30},"noise":null,"verdict":"%s","reason":"as told"}""";

    @Inject
    CommandLine.IFactory beans;

    @TempDir
    Path folder;

    private Told compare(String fresh) throws IOException {
        Path now = Files.writeString(folder.resolve("now.json"), fresh);
        Path before = Files.writeString(folder.resolve("before.json"), BENCH.formatted("1.00", "1.02", "met"));
        return Told.by(beans, "bench", "compare", "--fresh", now.toString(), "--recorded", before.toString());
    }

    @Test
    void theSameIsNoFault() throws IOException {
        Told told = compare(BENCH.formatted("1.01", "1.05", "missed"));
        assertEquals(ExitCode.PASSED, told.code(), told::toString);
        assertTrue(told.out().contains("0 slower, 0 faster, 1 the same within their spread"), told::toString);
    }

    @Test
    void slowerByMoreThanTheSpreadIsNamedAndFails() throws IOException {
        Told told = compare(BENCH.formatted("1.03", "1.05", "missed"));
        assertEquals(ExitCode.FAILED, told.code(), told::toString);
        assertTrue(told.out().startsWith("✘ slower   ClusterIP ÷ pod IP, kept-alive: "), told::toString);
    }

    @Test
    void whereOneRunCameToNoVerdictThereIsNoneEither() throws IOException {
        Told told = compare(BENCH.formatted("1.03", "1.05", "no verdict"));
        assertEquals(ExitCode.INCONCLUSIVE, told.code(), told::toString);
        assertEquals("no verdict: the fresh run: as told", told.out().strip(), "and nothing is called slower");
    }

    @Test
    void benchesOfDifferentThingsAreNotCompared() throws IOException {
        compare(BENCH.formatted("1.03", "1.05", "met").replace("ClusterIP", "service-b's start"))
                .assertOneLine(ExitCode.USAGE, "now.json and ", "are benches of different things", "--recorded");
    }

    @Test
    void halfAFileIsNoBench() throws IOException {
        compare(BENCH.formatted("1.03", "1.05", "met").substring(0, 90)).assertOneLine(ExitCode.USAGE, "now.json is no bench", "make bench");
    }

    @Test
    void eachBenchHasItsOwnRecord() {
        Path docs = Path.of("../docs");
        Path reports = Path.of("target/lab-report");
        assertEquals(docs.resolve("bench-services.json"), BenchCompareCommand.recordedFor(docs, reports.resolve("bench-services.json"), null));
        assertEquals(docs.resolve("bench-growth-nftables.json"), BenchCompareCommand.recordedFor(docs, reports.resolve("bench-growth.json"), "nftables"));
        assertEquals(docs.resolve("bench.json"), BenchCompareCommand.recordedFor(docs, reports.resolve("of-yesterday.json"), "iptables"));
    }
}
