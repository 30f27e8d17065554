package io.siyu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.RandomCode;
import io.siyu.testing.SiyuTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What the pages do is what the content policy allows, in Chromium. Skipped where there is none, but never where {@code CI=true}. */
@SiyuTest
class ContentPolicyBrowserTests {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final List<String> PAGES = List.of(
            "/console/",
            "/console/account",
            "/console/users",
            "/console/roles/new",
            "/console/platforms",
            "/console/customers",
            "/console/segments/new",
            "/console/codes/new",
            "/console/sops",
            "/console/orders",
            "/console/products/new",
            "/console/coupons/new",
            "/sandbox/");
    private static final String LISTEN = """
            window.violations = [];
            document.addEventListener('securitypolicyviolation',
                (event) => window.violations.push(event.effectiveDirective + ' ' + event.blockedURI));""";

    @Autowired
    ApplicationContext context;

    @LocalServerPort
    int port;

    @Test
    void no_page_of_the_console_or_the_sandbox_does_what_the_content_policy_forbids() {
        boolean insisted = "true".equals(System.getenv("CI"));
        assumeTrue(insisted || Files.isExecutable(CHROMIUM), "no Chromium here");
        assumeTrue(
                insisted || getClass().getResource("/static/console/index.html") != null,
                "the front end was not built");
        Playwright.CreateOptions offline =
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        try (Playwright playwright = Playwright.create(offline);
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run")))) {
            Page page = browser.newPage();
            page.setDefaultTimeout(30_000);
            page.addInitScript(LISTEN);
            signIn(page);
            List<String> violations = new ArrayList<>();
            for (String path : PAGES) {
                page.navigate(at(path));
                page.locator("main, #app > *").first().waitFor();
                violations(page).forEach(one -> violations.add(path + ": " + one));
            }
            assertThat(violations).isEmpty();
            page.evaluate("document.body.append(Object.assign(document.createElement('script'), { text: '1' }))");
            assertThat(violations(page))
                    .as("the policy is in force and heard of")
                    .isNotEmpty();
        }
    }

    private static List<String> violations(Page page) {
        // One turn later: events of what just happened have been told by then.
        Object told = page.evaluate("new Promise((tell) => setTimeout(() => tell(window.violations.join('\\n')), 0))");
        return told.toString().lines().toList();
    }

    private void signIn(Page page) {
        String username = "policy-" + RandomCode.letters(8);
        context.getBean(StaffSetup.class).createUser(username, "a password of tests", "admin", null);
        page.navigate(at("/console/"));
        page.locator("input[type=password]").fill("a password of tests");
        page.locator("input").first().fill(username);
        page.keyboard().press("Enter");
        page.locator("input[type=password]")
                .waitFor(new com.microsoft.playwright.Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
