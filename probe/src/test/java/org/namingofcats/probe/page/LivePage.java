package org.namingofcats.probe.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code probe page} as a process of its own, and a real browser that shows it. */
final class LivePage implements AutoCloseable {
    static final Path ROOT = RealBrowser.ROOT;

    private final Process probe;
    private final RealBrowser browser;
    private final String address;

    LivePage(Path report) throws IOException {
        probe = new ProcessBuilder("probe/probe", "page", "--report", report.toString()).directory(ROOT.toFile()).redirectErrorStream(true).start();
        String first = probe.inputReader().readLine();
        Matcher told = Pattern.compile("the page is at (http://127\\.0\\.0\\.1:\\d+/#\\S+) ; Ctrl-C ends it").matcher(String.valueOf(first));
        if (!told.matches()) {
            probe.destroy();
            throw new IllegalStateException("probe page says " + first);
        }
        address = told.group(1);
        browser = new RealBrowser(RealBrowser.chromium().orElseThrow());
    }

    /** The page in a window of its own, at an address or a file. */
    Page open(String where, Browser.NewContextOptions options) {
        return browser.open(where, options);
    }

    String address() {
        return address;
    }

    /** What the browser complained of, in any window. */
    List<String> errors() {
        return browser.errors();
    }

    /** Ends it as Ctrl-C does; the exit code. INT itself is ignored by who was started in the background of a script. */
    int interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-TERM", String.valueOf(probe.pid())).start().waitFor();
        return probe.waitFor(90, TimeUnit.SECONDS) ? probe.exitValue() : -1;
    }

    @Override
    public void close() {
        browser.close();
        probe.destroy();
    }
}
