package org.namingofcats.probe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;
import org.namingofcats.probe.evidence.Verdict;

/** What a person at a terminal reads. */
class ConsoleTableTest {
    private static final Pattern SGR = Pattern.compile("\u001b\\[[0-9;]*m");

    private final String plain = print(false);

    private static String print(boolean colour) {
        return print(SampleReport.make(), colour);
    }

    private static String print(Report report, boolean colour) {
        StringWriter text = new StringWriter();
        new ConsoleTable(new PrintWriter(text), colour).print(report);
        return text.toString();
    }

    @Test
    void fitsAHundredColumns() {
        assertEquals(List.of(), plain.lines().filter(line -> line.length() > 100).toList());
    }

    @Test
    void tellsTroubleFirstAndFailuresBeforeWhatIsUnknown() {
        List<String> lines = plain.lines().toList();
        assertEquals("✘ FAIL load-balancer/service-b-load-balancer-local-from-outside from outside", lines.getFirst());
        int unknown = lines.indexOf("? INCONCLUSIVE cluster-ip/nobody-refuses from other-node");
        assertTrue(unknown > 0 && unknown < lines.indexOf("localhost"), plain);
    }

    @Test
    void explainsAFailure() {
        for (String field : List.of("  Expected   answer of service-b, the pods of one node",
                "  Observed   WRONG_ANSWER; answered by service-b-7d9c8b6f4c-2xkqp; source address 172.18.0.3 instead",
                "  Why        outside → http://172.18.255.201/: ",
                "  Reproduce  probe/probe dial --from outside http://172.18.255.201/")) {
            assertTrue(plain.contains(field), field + " is missing in\n" + plain);
        }
    }

    @Test
    void showsEachWayAnAddressIsSeen() {
        assertRow("PASS sidecar-from-same-pod +same-pod +service-a +127.0.0.1 kept +OK +0.8");
        assertRow("PASS service-b-by-name-from- +other-node +service-b ×3 +10.244.0.5 \\+2 kept +OK +1.9");
        assertRow("PASS myPathB-from-outside +outside +service-b ×3 +10.244.2.4 by +OK +13\n +controller");
        assertRow("172.18.0.4 by +OK +2.3\n +control-plane-without- +control-plane");
    }

    @Test
    void anExpectedClosedDoorReadsAsSuccess() {
        assertRow("✔ PASS sidecar-closed-to-other- +other-node nobody, rightly – +REFUSED +0.4");
        assertRow("✔ PASS wrong-case-MYPATHB-is-404 +outside +nobody, rightly – +HTTP 404 +5.7");
        assertRow("\\? INC. nobody-refuses +other-node – +– +REFUSED +0.5");
    }

    @Test
    void saysWhoElseWasAtTheLab() {
        assertTrue(plain.contains("\nMade beside `probe race`, process 4711, since 16:40:12 UTC: what went wrong may be its doing.\n"), plain);
    }

    @Test
    void saysWhyItSkipped() {
        assertRow("○ SKIP source-ranges +outside +no Service of type LoadBalancer has an address: this\n +cluster hands out none");
    }

    @Test
    void tellsAReasonOnce() {
        var unasked = new CheckResult("pod-ip/from-node", "pod-ip", "node", null, "an answer", null, Verdict.INCONCLUSIVE,
                "the agent cannot be reached", Evidence.NONE, null);
        String text = print(SampleReport.of(SampleReport.make().cluster(), List.of(unasked)), false);
        assertEquals(2, text.split("the agent cannot be reached", -1).length, text);
        assertTrue(text.contains("? INC. from-node                  node       see above"), text);
    }

    @Test
    void endsWithTheCount() {
        assertEquals("6 passed, 1 failed, 1 skipped, 1 inconclusive", plain.lines().toList().getLast());
    }

    @Test
    void coloursOnlyOnDemandAndChangesNothingElse() {
        assertFalse(plain.contains("\u001b"), "a pipe gets no colour");
        String coloured = print(true);
        assertTrue(coloured.contains(new Paint(true).verdict(Verdict.FAIL, "1 failed")), coloured);
        assertEquals(plain, SGR.matcher(coloured).replaceAll(""));
    }

    @Test
    void obeysNothingThatCameOffTheNetwork() {
        assertTrue(plain.contains("<&\uFFFD]]>"), plain);
    }

    private void assertRow(String row) {
        assertTrue(Pattern.compile(row).matcher(plain).find(), row + " is not in\n" + plain);
    }
}
