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
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The system's own Chromium: none is downloaded. As root it has no sandbox, and it shows nothing but this machine's pages. */
public final class RealBrowser implements AutoCloseable {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    /** A verification of a broken lab looks twice at what fails, and every call is patient. */
    private static final double MINUTES = 5 * 60_000;

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> errors = new CopyOnWriteArrayList<>();

    /** @param chromium the program */
    public RealBrowser(Path chromium) {
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium).setChromiumSandbox(false));
    }

    /** Where a Chromium is; on Debian as root a missing one is installed. Empty when it cannot be had. */
    public static Optional<Path> chromium() throws IOException {
        Process script = new ProcessBuilder("cluster/chromium.sh").directory(ROOT.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = script.inputReader(StandardCharsets.UTF_8)) {
            return Optional.ofNullable(out.readLine()).map(Path::of);
        }
    }

    /** A page in a window of its own, at an address or a file. */
    public Page open(String where, Browser.NewContextOptions options) {
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

    /** What the browser complained of, in any window. */
    public List<String> errors() {
        return errors;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
