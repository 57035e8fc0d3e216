package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.report.Paint;
import org.namingofcats.probe.trouble.ProbeException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** A bench as people see it: on the terminal, as a page and as a drawing. */
class BenchPagesTest {
    private final BenchReport report = Tallies.report(Tallies.ladder(1.5, 1));

    @TempDir
    Path folder;

    @Test
    void theTerminalShowsEveryArmAndAim() {
        StringWriter out = new StringWriter();
        new BenchTable(new PrintWriter(out), new Paint(false)).print(report);
        assertEquals(report.arms().size(), out.toString().lines().filter(line -> line.contains("█")).count());
        assertTrue(out.toString().contains("ClusterIP ÷ pod IP, kept-alive"), out::toString);
        assertTrue(out.toString().contains("✘ missed"), out::toString);
        assertTrue(out.toString().contains("left out  outside: no agent"), out::toString);
        assertTrue(out.toString().strip().lines().toList().getLast().startsWith("missed: 3 of 7 aims are missed"), out::toString);
        assertFalse(out.toString().contains("\u001b"), "no colours for a file");
    }

    /** A name on the pod's own node has short rounds that another node's name has not: their medians are of different rounds. */
    @Test
    void theTerminalsQuotientIsTheFigureAndNotThatOfTheMedians() {
        Map<String, Tally> ladder = Tallies.ladder(1, 1);
        Arm other = Tallies.arm(Arm.POD_IP, Arm.OTHER_NODE, true);
        Tally base = new Tally(Tallies.arm(Arm.POD_IP, Arm.SAME_NODE, true), Tallies.ROUNDS);
        Tally far = new Tally(other, Tallies.ROUNDS);
        for (int round = 0; round < Tallies.ROUNDS; round++) {
            base.note(round, Tallies.shots(round % 3 == 0 ? 300 : 100), Tallies.QUIET, Map.of());
            if (round % 3 == 0) {
                far.note(round, Tallies.shots(330), Tallies.QUIET, Map.of());
            }
        }
        ladder.put(base.arm().name(), base);
        ladder.put(other.name(), far);
        StringWriter out = new StringWriter();
        new BenchTable(new PrintWriter(out), new Paint(false)).print(Tallies.report(ladder));
        assertTrue(out.toString().lines().anyMatch(line -> line.matches("  pod IP +other node +330 .* 1\\.10")), out::toString);
        assertTrue(out.toString().lines().anyMatch(line -> line.matches("  pod IP +same node +100 +300 [^0-9]*")), "the base has none: " + out);
    }

    @Test
    void aBarIsAsLongAsItsShare() {
        assertEquals("█".repeat(24), BenchTable.bar(1));
        assertEquals("█".repeat(12) + " ".repeat(12), BenchTable.bar(0.5));
        assertEquals(24, BenchTable.bar(0.33).length());
    }

    @Test
    void theDrawingIsWellFormedAndHasABarAnArm() throws Exception {
        Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(LadderDrawing.of(report))));
        assertEquals(report.arms().size(), svg.getElementsByTagName("rect").getLength());
        assertEquals(report.arms().size(), svg.getElementsByTagName("line").getLength(), "a tail each; none through rows that are not of the same rounds");
        assertTrue(svg.getElementsByTagName("desc").item(0).getTextContent().contains("Ingress from outside"));
        assertEquals(0, svg.getElementsByTagName("script").getLength());
    }

    @Test
    void thePageKeepsWhatPeopleWrote() throws Exception {
        Path page = Files.writeString(folder.resolve("page.md"), "# Before\n" + PerformancePage.BEGIN + "\nold\n" + PerformancePage.END + "\nafter\n");
        PerformancePage.of(page, Subject.LADDER).write(report, new ObjectMapper());
        String text = Files.readString(page);
        assertTrue(text.startsWith("# Before\n") && text.endsWith(PerformancePage.END + "\nafter\n"), text);
        assertFalse(text.contains("\nold\n"));
        assertTrue(text.contains("| ClusterIP ÷ pod IP, kept-alive | 1.500 |"), text);
        assertEquals(report, BenchFiles.read(folder.resolve("bench.json"), new ObjectMapper()));
        assertTrue(Files.exists(folder.resolve("img/ladder.svg")));
        PerformancePage.of(page, Subject.LADDER).write(report, new ObjectMapper());
        assertEquals(text, Files.readString(page), "twice is once");
    }

    @Test
    void aPageWithoutItsMarksIsRefusedBeforeAnythingIsMeasured() throws Exception {
        Path page = Files.writeString(folder.resolve("page.md"), "# Before\n" + PerformancePage.END + "\n" + PerformancePage.BEGIN);
        assertThrows(ProbeException.class, () -> PerformancePage.of(page, Subject.LADDER));
        assertThrows(ProbeException.class, () -> PerformancePage.of(folder.resolve("none.md"), Subject.LADDER));
    }
}
