package org.namingofcats.probe.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.explain.Station.Kind;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The drawing, alone and in a page. */
class SvgJourneyTest {
    private static final String NODE = "node naming-of-cats-control-plane-with-a-name-that-somebody-made-very-long-indeed";
    private static final Journey JOURNEY = new Journey("cluster-ip", "pod:worker", "http://x/?a=1&b=\"2\"", Outcome.OK, 200, 5, null, List.of(
            Station.read(Kind.LOOKUP, "agent pod:worker", List.of("x → 10.96.0.1"), "<b>Found</b> & good."),
            Station.read(Kind.RULES, NODE, IntStream.range(0, 20).mapToObj(i -> "[" + i + " → 1] -A KUBE-SERVICES -d 10.96.131.254/32 -p tcp "
                    + "-m comment --comment \"naming-of-cats/service-b:http cluster IP\" -m tcp --dport 80 -j KUBE-SVC-MUIUHO6YVGXHHLWH").toList(), "Rules."),
            Station.unread(Kind.CONNTRACK, NODE, "no Docker on this machine, which is a reason of more than one line, however wide the drawing is,"
                    + " as far as that can be said of drawings that are no wider than a screen on a desk")));

    private static Element parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg))).getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError(svg, e);
        }
    }

    private static List<Element> all(Element svg, String name) {
        NodeList nodes = svg.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
    }

    private static double number(Element element, String name) {
        return Double.parseDouble(element.getAttribute(name));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenStaysInItsBoxAndBoxesDoNotOverlap(SvgWidth width) {
        Element svg = parse(SvgJourney.inline(JOURNEY, width));
        for (Element text : all(svg, "text")) {
            double letter = text.getAttribute("class").equals("line") ? 6.7 : 7.2;
            assertTrue(number(text, "x") + letter * text.getTextContent().length() <= width.pixels() - width.box() + letter
                    || text.getAttribute("class").equals("place"), text.getTextContent());
        }
        List<Element> boxes = all(svg, "rect").stream().filter(rect -> rect.getAttribute("class").equals("box")).toList();
        assertEquals(3, boxes.size());
        for (int i = 1; i < boxes.size(); i++) {
            assertTrue(number(boxes.get(i - 1), "y") + number(boxes.get(i - 1), "height") < number(boxes.get(i), "y"));
        }
        double height = Double.parseDouble(svg.getAttribute("viewBox").split(" ")[3]);
        all(svg, "rect").forEach(rect -> assertTrue(number(rect, "y") + number(rect, "height") <= height));
    }

    @ParameterizedTest
    @EnumSource
    void arrowsLeadFromBoxToBox(SvgWidth width) {
        Element svg = parse(SvgJourney.inline(JOURNEY, width));
        List<Element> boxes = new ArrayList<>(all(svg, "rect").stream().filter(rect -> rect.getAttribute("class").equals("box")).toList());
        List<Element> ways = all(svg, "line").stream().sorted((a, b) -> Double.compare(number(a, "y1"), number(b, "y1"))).toList();
        assertEquals(2, ways.size());
        for (int i = 0; i < 2; i++) {
            assertEquals(number(boxes.get(i), "y") + number(boxes.get(i), "height"), number(ways.get(i), "y1"));
            assertEquals(number(boxes.get(i + 1), "y"), number(ways.get(i), "y2") + 8, "the head is eight high");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPageMayHoldMany(SvgWidth width) {
        String svg = SvgJourney.inline(JOURNEY, width);
        assertFalse(svg.matches("(?s).*(\\sid=|url\\(|<style|<script|href).*"), svg);
        assertEquals("Drawing: cluster-ip from pod:worker to http://x/?a=1&b=\"2\"", parse(svg).getAttribute("aria-label"));
    }

    @Test
    void whatDoesNotFitIsSaidToBeElsewhere() {
        assertTrue(SvgJourney.inline(JOURNEY, SvgWidth.WIDE).contains("more lines in the text"));
        assertTrue(SvgJourney.inline(JOURNEY, SvgWidth.NARROW).contains("more lines in the text"));
    }

    @Test
    void whatCouldNotBeReadLooksDifferent() {
        Element svg = parse(SvgJourney.inline(JOURNEY, SvgWidth.NARROW));
        List<String> unread = all(svg, "g").stream().filter(box -> box.getAttribute("class").equals("unread"))
                .map(Element::getTextContent).toList();
        assertEquals(1, unread.size());
        assertTrue(unread.getFirst().contains("Not read: no Docker on this machine"), unread.toString());
    }

    /** Half of a character is none that a file can hold. */
    @Test
    void aLineIsNeverCutInTheMiddleOfACat() {
        for (String before : List.of("", "x")) {
            String cats = before + "\uD83D\uDC08".repeat(200);
            List<String> lines = SvgWidth.NARROW.fold(cats, 8);
            assertEquals(cats, String.join("", lines));
            assertTrue(lines.size() > 1 && lines.stream().allMatch(StandardCharsets.UTF_8.newEncoder()::canEncode), lines::toString);
        }
    }
}
