package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The drawing has a point a size and mode, at the height of its ratio, and says in words what it shows. */
class GrowthDrawingTest {
    private static final BenchReport IPTABLES = Tallies.growth("iptables", 1.5, 1);
    private static final BenchReport NFTABLES = Tallies.growth("nftables", 1, 1.05);

    @Test
    void eachModeHasAPointASizeAndOneInTheLegend() throws Exception {
        Document svg = svg(List.of(IPTABLES, NFTABLES));
        assertEquals(3 + 1, svg.getElementsByTagName("circle").getLength());
        assertEquals(3 + 1, svg.getElementsByTagName("rect").getLength());
        assertEquals(2 * 3, lines(svg, "interval").size());
        assertEquals(List.of("0", "100", "1,000", "other Services"), texts(svg, "size"));
        assertEquals(0, svg.getElementsByTagName("script").getLength());
    }

    @Test
    void whatIsDearerIsHigherAndWhatIsTheSameIsAsHigh() throws Exception {
        Document svg = svg(List.of(IPTABLES));
        NodeList points = svg.getElementsByTagName("circle");
        int one = Integer.parseInt(lines(svg, "one").getFirst().getAttribute("y1"));
        assertTrue(number(points, 1, "cy") < one, "1.25 times what localhost takes is above 1.0");
        assertEquals(number(points, 1, "cy"), number(points, 2, "cy"));
        assertTrue(number(points, 3, "cy") < number(points, 2, "cy"), "1.88 is above 1.25");
        assertTrue(number(points, 1, "cx") < number(points, 2, "cx") && number(points, 2, "cx") < number(points, 3, "cx"), "more Services are further to the right");
        assertEquals(number(points, 3, "cx") - number(points, 2, "cx"), number(points, 2, "cx") - number(points, 1, "cx"), "evenly spaced");
    }

    @Test
    void theWordsSayTheSame() throws Exception {
        String words = svg(List.of(IPTABLES, NFTABLES)).getElementsByTagName("desc").item(0).getTextContent();
        assertTrue(words.contains("iptables mode, ") && words.contains("1,000 other Services 1.875 (1.875 – 1.875)") && words.contains("by pod IP 1.250 amid 1,000"), words);
        assertTrue(words.contains("nftables mode, ") && words.contains("(no verdict: the control is 1.050 and not 1.00 ± 0.02)"), words);
    }

    @Test
    void whatCameToNoVerdictIsDashed() throws Exception {
        assertTrue(GrowthDrawing.of(List.of(IPTABLES, NFTABLES)).contains("<g class=\"s1 doubt\">"));
        assertFalse(GrowthDrawing.of(List.of(IPTABLES)).contains("class=\"s0 doubt\""));
    }

    @Test
    void aModeKeepsItsColourAndMarkWhenItIsAlone() throws Exception {
        Document svg = svg(List.of(NFTABLES));
        assertEquals(0, svg.getElementsByTagName("circle").getLength());
        assertEquals(3 + 1, svg.getElementsByTagName("rect").getLength());
    }

    private static Document svg(List<BenchReport> reports) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(GrowthDrawing.of(reports))));
    }

    private static int number(NodeList points, int index, String attribute) {
        return Integer.parseInt(((Element) points.item(index)).getAttribute(attribute));
    }

    private static List<Element> lines(Document svg, String style) {
        return ofClass(svg.getElementsByTagName("line"), style);
    }

    private static List<String> texts(Document svg, String style) {
        return ofClass(svg.getElementsByTagName("text"), style).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> ofClass(NodeList all, String style) {
        return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i)).filter(one -> one.getAttribute("class").equals(style)).toList();
    }
}
