package io.siyu.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A page in Debian's Chromium, 1440 by 900. Skips the test where there is no Chromium or the front end was not built, but never where
 * {@code CI=true}. A failure leaves a picture in target/browser.
 */
public final class Chromium {

    public static final double PATIENCE_MS = 60_000;

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final List<String> QUIETLY = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private Chromium() {}

    /** @param story names the picture of a failure */
    public static void open(String story, Consumer<Page> walk) {
        boolean insisted = "true".equals(System.getenv("CI"));
        assumeTrue(insisted || Files.isExecutable(PROGRAM), "no Chromium here");
        assumeTrue(
                insisted || Chromium.class.getResource("/static/console/index.html") != null,
                "the front end was not built");
        Playwright.CreateOptions offline =
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        try (Playwright playwright = Playwright.create(offline);
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(PROGRAM)
                                .setArgs(QUIETLY))) {
            Page page = browser.newPage(
                    new Browser.NewPageOptions().setLocale("zh-CN").setViewportSize(1440, 900));
            page.setDefaultTimeout(PATIENCE_MS);
            try {
                walk.accept(page);
            } catch (RuntimeException | AssertionError trouble) {
                page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/browser", story + ".png")));
                throw trouble;
            }
        }
    }
}
