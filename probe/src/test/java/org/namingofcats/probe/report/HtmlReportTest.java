package org.namingofcats.probe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a browser shows. */
class HtmlReportTest {
    private final String html = HtmlReport.of(SampleReport.make());

    private List<String> all(String pattern) {
        return Pattern.compile(pattern).matcher(html).results().map(MatchResult::group).toList();
    }

    private void has(String text) {
        assertTrue(html.contains(text), text + " is not in\n" + html);
    }

    @Test
    void needsNothingFromElsewhere() {
        assertEquals(List.of(), all("(?i)<script|<link|<img|@import|url\\(|\\ssrc=|\\son[a-z]+="));
        assertEquals(List.of(), all("href=\"(?!#)[^\"]*\""));
        has("default-src 'none'; style-src 'unsafe-inline'");
    }

    @Test
    void everyLinkLeadsSomewhereAndIdsAreUnique() {
        List<String> ids = all("(?<=\\sid=\")[^\"]+");
        assertEquals(ids.size(), new TreeSet<>(ids).size(), "ids are unique");
        for (String target : all("(?<=href=\"#)[^\"]+|(?<=aria-labelledby=\")[^\"]+")) {
            assertTrue(ids.contains(target), target);
        }
    }

    @Test
    void saysTheResultInTheTitle() {
        has("<title>✘ 1 failed ·");
        assertTrue(HtmlReport.of(SampleReport.of(SampleReport.make().cluster(), List.of()))
                .contains("<title>○ nothing was made ·"), "none is no success");
    }

    @Test
    void showsTheMatrix() {
        has("<th scope=\"col\">same-pod</th><th scope=\"col\">other-node</th><th scope=\"col\">outside</th>");
        assertTrue(html.matches("(?s).*load-balancer</a></th>.*?<span class=\"fail\"><span aria-hidden=\"true\">✘</span> 1"
                + "<span class=\"unseen\"> failed</span></span> <span class=\"skipped\">.*"), html);
    }

    @Test
    void showsTroubleOpenAndTheRestClosed() {
        assertEquals(9, all("<details id=").size());
        assertEquals(List.of("<details id=\"cluster-ip/nobody-refuses\" open>",
                "<details id=\"load-balancer/service-b-load-balancer-local-from-outside\" open>"),
                all("<details id=[^>]* open>"));
        assertTrue(html.indexOf("<a href=\"#load-balancer/service-b") < html.indexOf("<a href=\"#cluster-ip/nobody"),
                "failures come before what is unknown");
        has("<pre tabindex=\"0\" aria-label=\"Command that reproduces it\">probe/probe dial --from outside http://10.96.14.2/</pre>");
        has("<span>no Service of type LoadBalancer has an address: this cluster hands out none</span>");
    }

    @Test
    void drawsAJourneyAPathWithItsTextBesideIt() {
        assertEquals(List.of("localhost", "cluster-ip"), all("(?<=<details class=\"journey\" name=\"journey\")[^>]*>\\s*<summary><span class=\"path\">[a-z-]+")
                .stream().map(found -> found.replaceFirst("(?s).*>", "")).toList());
        assertEquals(4, all("<svg class=\"journey-(wide|narrow)\" [^>]*role=\"img\" aria-label=\"Drawing: [^\"]+\"").size(), "two widths each");
        assertEquals(2, all("<pre tabindex=\"0\" aria-label=\"Journey by ").size());
        has("<details class=\"journey\" name=\"journey\" open>\n<summary><span class=\"path\">cluster-ip</span>"); // the longest
        assertEquals(1, all("<details class=\"journey\" name=\"journey\" open").size());
        has("<span>agent pod:control-plane → node control-plane → pod service-b-7d9c8b6f4c-2xkqp</span> <span>OK 200</span> <span>5.7 ms</span>");
        has("    It is &lt;b&gt;the&lt;/b&gt; pod &amp; no other.\n");
        has("Not read: no Docker on this machine");
        has("<span class=\"path\">ingress</span> <span class=\"brief\">not told: this lab has nothing to dial by it</span>");
    }

    @Test
    void withoutJourneysThereIsNoPlaceForThem() {
        Report whole = SampleReport.make();
        String bare = HtmlReport.of(new Report(whole.cluster(), whole.checks(), whole.summary(), List.of(), whole.made(), whole.tookMillis()));
        assertFalse(bare.contains("journeys"), bare);
    }

    @Test
    void saysWhenItWasMade() {
        has("<time datetime=\"2026-11-25T19:12:03Z\">2026-11-25 19:12:03 UTC</time>");
    }

    @Test
    void keepsTheLedger() {
        has("<td>172.18.0.9</td><td>10.244.2.4</td><td>rewritten by ingress controller projectcontour/envoy-x8k2p</td>");
        has("<td>127.0.0.1</td><td>127.0.0.1</td><td>kept</td>");
    }

    @Test
    void showsThePhases() {
        has("<th scope=\"row\">ingress</th><td class=\"vantage\">outside</td><td class=\"n\">24</td><td class=\"n\">–</td>"
                + "<td class=\"n\">3.15</td><td class=\"n\">6.30</td><td class=\"n\">12.6</td>");
        has("<i class=\"connect\" style=\"width:25%\"></i><i class=\"first-byte\" style=\"width:50%\"></i>");
    }

    @Test
    void escapesWhatCameOffTheNetwork() {
        has("172.18.0.9 &lt;&amp;\uFFFD]]&gt;");
        assertFalse(html.contains("<&"));
    }

    @Test
    void canBeReadAloud() {
        assertEquals(all("<table").size(), all("<caption>").size(), "each table has a caption");
        assertEquals(List.of(), all("<th(?![^>]*scope=)[ >]"), "each header says what it heads");
        assertEquals(all("class=\"wide\"").size(), all("class=\"wide\" tabindex=\"0\" role=\"region\" aria-label").size());
        has("<html lang=\"en\">");
    }
}
