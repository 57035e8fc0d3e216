package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `make lab` costs is told by what was noted, round by round. */
class UpTest {
    /** A bare cluster takes 20 s, then 20 s; the lab 50 s, of which its cluster takes 25. */
    private static final String ROUND = """
            %1$d	bare	1000	21000
            %1$d	bare	200000	%2$d
            %1$d	cluster	300000	325000
            %1$d	deploy	325000	340000
            %1$d	verify	340000	350000
            %1$d	lab	300000	350000
            %1$d	checks	0	8000
            %1$d	slowest-check	0	5000
            """;

    private static final String COLD = "cold make lab ÷ go build of Kubernetes";
    private static final String IMAGES = "cold images ÷ go build of Kubernetes";

    @TempDir
    Path folder;

    private Up noted(String text) throws IOException {
        Path file = folder.resolve("times.tsv");
        Files.writeString(file, text);
        return Up.of(file);
    }

    private static Figure figure(BenchReport report, String name) {
        return report.figures().stream().filter(figure -> figure.name().equals(name)).findFirst().orElseThrow();
    }

    private static String rounds(int last) {
        return ROUND.formatted(1, last) + ROUND.formatted(2, last) + ROUND.formatted(3, last);
    }

    /** Rounds that meet both aims of a warm lab. */
    private static String met() {
        return rounds(220_000).replaceAll("300000\t350000", "300000\t325000");
    }

    @Test
    void aRatioOfEachRound() throws IOException {
        BenchReport report = noted(rounds(220_000)).report("kind-x");
        assertEquals(2.5, figure(report, "warm make lab ÷ bare kind create").ratio(), 1e-9);
        assertFalse(figure(report, "warm make lab ÷ bare kind create").met());
        assertEquals(1.6, figure(report, "verification ÷ its slowest check").ratio(), 1e-9);
        assertTrue(figure(report, "verification ÷ its slowest check").met());
        assertEquals(50, figure(report, "share of cluster").ratio(), 1e-9);
        assertEquals(BenchReport.MISSED, report.verdict());
        assertEquals(3, report.setting().rounds());
    }

    @Test
    void twoBareClustersThatDifferAllowNoVerdict() throws IOException {
        BenchReport report = noted(rounds(225_000)).report("kind-x");
        assertEquals(0.8, report.control().ratio(), 1e-9);
        assertEquals(BenchReport.NONE, report.verdict());
    }

    @Test
    void oneRoundAllowsNoVerdict() throws IOException {
        assertEquals(BenchReport.NONE, noted(ROUND.formatted(1, 220_000)).report("kind-x").verdict());
    }

    /** What is built has the aim, and so has all of it. */
    @Test
    void theColdBuildIsRoundNought() throws IOException {
        BenchReport report = noted("0\tnode-image\t0\t125000\n0\tkubernetes\t0\t100000\n0\tlab\t0\t140000\n".repeat(3) + met()).report("kind-x");
        assertEquals(1.4, figure(report, COLD).ratio(), 1e-9);
        assertEquals("missed: 1 of 4 aims are missed: " + COLD, report.verdict() + ": " + report.reason());
        assertEquals(1.25, figure(report, IMAGES).ratio(), 1e-9);
        assertTrue(figure(report, IMAGES).met());
        assertEquals(3, report.setting().rounds());
        assertEquals(List.of(), report.leftOut());
        assertEquals(List.of(COLD + ": none was made on this machine since `make clean`"), noted(met()).report("kind-x").leftOut());
    }

    /** The images of a `make lab` of another day, whose end nobody has timed. */
    @Test
    void ofOneColdBuildOnlyTheImagesWereTimedAndItDecidesNothing() throws IOException {
        BenchReport report = noted("0\tnode-image\t1000\t131000\n0\tkubernetes\t0\t100000\n" + met()).report("kind-x");
        assertEquals(1.3, figure(report, IMAGES).ratio(), 1e-9);
        assertEquals("met: all 2 aims are met", report.verdict() + ": " + report.reason());
        assertEquals(List.of(COLD + ": the last cold build was none of `make bench-up COLD=3`, which times all of it",
                "the aim of " + IMAGES + ", ≤ 1.30: it takes 3, and here is 1"), report.leftOut());
    }

    /** One pair has an interval without width, which would meet an aim as its median does. */
    @Test
    void anAimIsNotMetByAPairOrTwo() throws IOException {
        BenchReport report = noted("0\tnode-image\t0\t110000\n0\tkubernetes\t0\t100000\n0\tlab\t0\t120000\n".repeat(2) + met()).report("kind-x");
        assertEquals(1.2, figure(report, COLD).ratio(), 1e-9);
        assertNull(figure(report, COLD).aim());
        assertEquals("met: all 2 aims are met", report.verdict() + ": " + report.reason());
        assertEquals(List.of("the aim of " + COLD + ", ≤ 1.30: it takes 3, and here is 2", "the aim of " + IMAGES + ", ≤ 1.30: it takes 3, and here is 2"),
                report.leftOut());
    }

    /** The last is drawn; of those before it the times count. */
    @Test
    void severalColdBuildsHaveASpread() throws IOException {
        String before = "0\tlab\t0\t110000\n0\tkubernetes\t0\t100000\n0\tlab\t0\t260000\n0\tkubernetes\t0\t200000\n";
        String last = "0\tnode-image\t1000\t111000\n0\tkubernetes\t0\t100000\n0\tlab\t1000\t121000\n";
        Up up = noted(before + last + rounds(220_000));
        Figure cold = figure(up.report("kind-x"), COLD);
        assertEquals(1.2, cold.ratio(), 1e-9);
        assertEquals(1.1, cold.low(), 1e-9);
        assertEquals(1.3, cold.high(), 1e-9);
        assertTrue(cold.met());
        assertEquals(noted(last + rounds(220_000)).drawing(), up.drawing());
    }

    /** Half a figure is none, and an aim without one is not met. */
    @Test
    void anAimOfWhichOneTimeIsMissingAllowsNoVerdict() throws IOException {
        assertEquals(BenchReport.MET, noted(met()).report("kind-x").verdict());
        BenchReport report = noted("0\tnode-image\t1000\t131000\n" + met().replaceAll("\\d\tslowest-check.*\n", "")).report("kind-x");
        assertEquals("no verdict: no round has both times of: verification ÷ its slowest check; cold images ÷ go build of Kubernetes",
                report.verdict() + ": " + report.reason());
    }

    @Test
    void theDrawingHasEachPhaseWhereItWas() throws IOException {
        String svg = noted(rounds(220_000)).drawing();
        assertTrue(svg.contains(">deploy</text>"), svg);
        assertTrue(svg.contains("15 s</text>"), svg);
        assertFalse(svg.contains(">bare</text>"), svg);
    }

    @Test
    void aLineThatIsNoneIsNamed() {
        BenchFailure failure = assertThrows(BenchFailure.class, () -> noted("1\tlab\tsoon\tlater\n"));
        assertTrue(failure.getMessage().contains("soon"), failure::getMessage);
    }
}
