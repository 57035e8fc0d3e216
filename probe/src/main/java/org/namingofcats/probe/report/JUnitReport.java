package org.namingofcats.probe.report;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.trouble.Clean;

/**
 * The report for CI: one {@code testcase} a check, its path the class. What was not learnt is an error, not a failure.
 * Format: <a href="https://github.com/testmoapp/junitxml">testmoapp/junitxml</a>.
 */
final class JUnitReport {
    private JUnitReport() {}

    /** @param strict whether a skipped check is a failure, because the run is to fail by it */
    static String of(Report report, boolean strict) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            newline(xml);
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "The Naming of Cats, " + Clean.text(report.cluster().context()));
            count(xml, "tests", report.checks().size());
            count(xml, "failures", report.summary().failed() + (strict ? report.summary().skipped() : 0));
            count(xml, "errors", report.summary().inconclusive());
            count(xml, "skipped", strict ? 0 : report.summary().skipped());
            xml.writeAttribute("time", seconds(report.tookMillis()));
            xml.writeAttribute("timestamp", report.made().replaceFirst("Z$", "")); // its schemas want no zone
            for (CheckResult check : report.checks()) {
                testcase(xml, check, strict);
            }
            newline(xml);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("JUnit report", e); // a StringWriter does not fail
        }
        return text.append('\n').toString();
    }

    private static void testcase(XMLStreamWriter xml, CheckResult check, boolean strict) throws XMLStreamException {
        newline(xml);
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", check.path());
        xml.writeAttribute("name", check.id().substring(check.id().indexOf('/') + 1));
        xml.writeAttribute("time", seconds(check.tookMillis()));
        switch (check.verdict()) {
            case PASS -> { }
            case SKIPPED -> {
                xml.writeEmptyElement(strict ? "failure" : "skipped");
                xml.writeAttribute("message", Clean.text(check.reason()));
            }
            case FAIL -> trouble(xml, "failure", check);
            case INCONCLUSIVE -> trouble(xml, "error", check);
        }
        xml.writeEndElement();
    }

    private static void trouble(XMLStreamWriter xml, String element, CheckResult check) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", Clean.text(check.reason()));
        xml.writeAttribute("type", check.outcome() == null ? check.verdict().name() : check.outcome().name());
        xml.writeCharacters(Clean.text("Expected: " + check.expected() + "\nObserved: " + Observed.text(check)
                + "\nReproduce: " + check.reproduce()));
        xml.writeEndElement();
    }

    private static String seconds(int millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }

    private static void count(XMLStreamWriter xml, String name, int count) throws XMLStreamException {
        xml.writeAttribute(name, Integer.toString(count));
    }

    private static void newline(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n");
    }
}
