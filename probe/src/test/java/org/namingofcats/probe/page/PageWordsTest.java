package org.namingofcats.probe.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page's words are those of the report: names of nodes, see BriefTest. */
class PageWordsTest extends InRealBrowser {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "lab-worker,lab-worker2     | at-lab-worker2               | at-worker2",
        "lab-worker                 | at-lab-worker                | at-lab-worker",
        "east,west                  | at-east                      | at-east",
        "node-1,node-2              | service-a-node-port-at-node-1 | service-a-node-port-at-1",
        "node-1,node-2              | node-2-and-node-1-and-node-12 | 2-and-1-and-node-12",
        "lab.x-worker,lab.x-worker2 | at-labax-worker2             | at-labax-worker2"})
    void leavesOutWhatAllNodesAreCalled(String nodes, String text, String brief) {
        try (PageServer server = new PageServer(0, new Feed(new ObjectMapper()), new NoDeeds(), new ObjectMapper())) {
            Page page = browser.open(server.address(), Accessible.screen(ColorScheme.LIGHT, 1280));
            assertEquals(brief, page.evaluate("""
                    async ([text, nodes]) => (await import('/words.js')).shortener({ all: () => nodes.map(name => ({ name })) })(text)""",
                    Arrays.asList(text, List.of(nodes.split(",")))));
            page.context().close();
        }
    }
}
