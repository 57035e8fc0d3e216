package org.namingofcats.probe.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code probe page} as a process of its own, and a real browser that shows it. */
final class LivePage implements AutoCloseable {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    /** A verification of a broken lab looks twice at what fails, and every call is patient. */
    private static final double MINUTES = 5 * 60_000;

    private final Process probe;
    private final Playwright playwright;
    private final Browser browser;
    private final List<String> errors = new CopyOnWriteArrayList<>();
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
        // Debian's own browser: none is downloaded. As root it has no sandbox, and it shows nothing but this machine's page.
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of(chromium())).setChromiumSandbox(false));
    }

    private static String chromium() throws IOException {
        Process script = new ProcessBuilder("cluster/chromium.sh").directory(ROOT.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = script.inputReader(StandardCharsets.UTF_8)) {
            return String.valueOf(out.readLine());
        }
    }

    /** The page in a window of its own, at an address or a file. */
    Page open(String where, Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(MINUTES);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                errors.add(message.text());
            }
        });
        context.onWebError(error -> errors.add(error.error()));
        Page page = context.newPage();
        page.navigate(where);
        return page;
    }

    String address() {
        return address;
    }

    /** What the browser complained of, in any window. */
    List<String> errors() {
        return errors;
    }

    /** Ends it as Ctrl-C does; the exit code. INT itself is ignored by who was started in the background of a script. */
    int interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-TERM", String.valueOf(probe.pid())).start().waitFor();
        return probe.waitFor(90, TimeUnit.SECONDS) ? probe.exitValue() : -1;
    }

    @Override
    public void close() {
        playwright.close();
        probe.destroy();
    }
}
