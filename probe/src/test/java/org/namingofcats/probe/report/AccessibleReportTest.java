package org.namingofcats.probe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.probe.page.Accessible;
import org.namingofcats.probe.page.InRealBrowser;

/** The report, and the drawings of the pages, can be read by everybody in both colour schemes. */
class AccessibleReportTest extends InRealBrowser {
    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "LIGHT, 360", "DARK, 1280", "DARK, 360"})
    void theReport(ColorScheme scheme, int width, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("index.html"), HtmlReport.of(SampleReport.make()));
        Page page = browser.open(file.toUri().toString(), Accessible.screen(scheme, width));
        page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.removeAttribute('name'); one.open = true; })");
        page.waitForSelector(".journey svg:visible");
        assertEquals(List.of(), Accessible.faults(page));
        page.context().close();
    }

    /** On GitHub's paper: the pictures of its dark pages lie on {@code #0d1117}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"LIGHT | rgb(255, 255, 255)", "DARK | rgb(13, 17, 23)"})
    void theDrawings(ColorScheme scheme, String paper) throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> files = Stream.concat(Files.list(root.resolve("labs/img")), Files.list(root.resolve("docs/img")))) {
            List<Path> drawings = files.filter(file -> file.toString().endsWith(".svg")).toList();
            assertFalse(drawings.isEmpty());
            for (Path drawing : drawings) {
                Page page = browser.open(drawing.toUri().toString(), Accessible.screen(scheme, 1280));
                assertEquals(List.of(), Accessible.faintLetters(page, paper), drawing::toString);
                page.context().close();
            }
        }
    }
}
