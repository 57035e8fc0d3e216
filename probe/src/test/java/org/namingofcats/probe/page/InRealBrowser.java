package org.namingofcats.probe.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** Tests that look by a browser, which is there while they run; skipped where there is no Chromium. */
@Timeout(120)
public abstract class InRealBrowser {
    protected static RealBrowser browser;

    @BeforeAll
    static void open() throws IOException {
        Optional<Path> chromium = RealBrowser.chromium();
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium to look with");
        browser = new RealBrowser(chromium.get());
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }
}
