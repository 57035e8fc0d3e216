package org.namingofcats.probe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;
import org.namingofcats.probe.evidence.Verdict;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What CI reads. */
class JUnitReportTest {
    private final Element suite = parse(JUnitReport.of(SampleReport.make(), false));

    private static Element parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError("no XML: " + e + "\n" + xml, e);
        }
    }

    private Element only(String name) {
        assertEquals(1, suite.getElementsByTagName(name).getLength(), name);
        return (Element) suite.getElementsByTagName(name).item(0);
    }

    @Test
    void countsEveryCheck() {
        assertEquals("9 1 1 1", String.join(" ", suite.getAttribute("tests"), suite.getAttribute("failures"),
                suite.getAttribute("errors"), suite.getAttribute("skipped")));
        assertEquals(9, suite.getElementsByTagName("testcase").getLength());
    }

    @Test
    void namesACheckByItsPath() {
        Element first = (Element) suite.getElementsByTagName("testcase").item(0);
        assertEquals("localhost", first.getAttribute("classname"));
        assertEquals("sidecar-from-same-pod", first.getAttribute("name"));
        assertEquals(0, first.getChildNodes().getLength());
    }

    @Test
    void showsTheReasonOfAFailure() {
        Element failure = only("failure");
        assertTrue(failure.getAttribute("message").endsWith("instead of the client's 172.18.0.9 <&\uFFFD]]>"));
        assertEquals("WRONG_ANSWER", failure.getAttribute("type"));
        assertEquals("""
                Expected: answer of service-b, the pods of one node and no other, source address kept
                Observed: WRONG_ANSWER; answered by service-b-7d9c8b6f4c-2xkqp; source address 172.18.0.3 instead of \
                172.18.0.9, by node naming-of-cats-worker2
                Reproduce: probe/probe dial --from outside http://172.18.255.201/""", failure.getTextContent());
    }

    @Test
    void tellsWhatWasNotLearntApart() {
        Element error = only("error");
        assertEquals("nobody-refuses", ((Element) error.getParentNode()).getAttribute("name"));
        assertTrue(error.getAttribute("message").startsWith("a closed door proves nothing"));
    }

    /** What the API server says is no request's outcome. */
    @Test
    void aFailureWithoutARequestIsOne() {
        CheckResult fact = new CheckResult("load-balancer/own-addresses", "load-balancer", "api", "a, b", "addresses", null, Verdict.FAIL,
                "b has no address", Evidence.NONE, "probe/probe verify --path load-balancer");
        Element own = parse(JUnitReport.of(SampleReport.of(SampleReport.make().cluster(), List.of(fact)), false));
        assertEquals("FAIL", ((Element) own.getElementsByTagName("failure").item(0)).getAttribute("type"));
    }

    /** Waiting for the cluster included, and no request's median: CI looks for what is slow. */
    @Test
    void saysHowLongItTook() {
        CheckResult slow = new CheckResult("ingress/a-changed-rule-takes-effect", "ingress", "outside", null, "404", Outcome.HTTP_ERROR, Verdict.PASS, "",
                SampleReport.make().checks().getLast().evidence(), null, 10_250);
        Element whole = parse(JUnitReport.of(SampleReport.of(SampleReport.make().cluster(), List.of(slow)), false));
        assertEquals("10.250", ((Element) whole.getElementsByTagName("testcase").item(0)).getAttribute("time"));
        assertEquals("9.000 2026-11-25T19:12:03", whole.getAttribute("time") + " " + whole.getAttribute("timestamp"));
    }

    /** Who reads files and not codes must not see a success where all was required. */
    @Test
    void aSkipThatFailsTheRunIsAFailure() {
        Element strict = parse(JUnitReport.of(SampleReport.make(), true));
        assertEquals("2 1 0", String.join(" ", strict.getAttribute("failures"), strict.getAttribute("errors"), strict.getAttribute("skipped")));
        assertEquals(0, strict.getElementsByTagName("skipped").getLength());
        assertEquals(2, strict.getElementsByTagName("failure").getLength());
    }

    @Test
    void showsTheReasonOfASkip() {
        assertEquals("no Service of type LoadBalancer has an address: this cluster hands out none",
                only("skipped").getAttribute("message"));
    }
}
