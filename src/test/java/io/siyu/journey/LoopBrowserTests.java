package io.siyu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.RandomCode;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * The beginning of the loop by an operator's and a customer's hand, in Chromium. Skipped where there is no Chromium or the front end was
 * not built, but never where {@code CI=true}.
 */
@SiyuTest
class LoopBrowserTests {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final List<String> QUIETLY = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final double PATIENCE_MS = 30_000;

    private final ApplicationContext context;
    private final SandboxPhones phones;

    @LocalServerPort
    private int port;

    @Autowired
    LoopBrowserTests(ApplicationContext context) {
        this.context = context;
        this.phones = new SandboxPhones(context);
    }

    @Test
    void an_operator_makes_a_code_and_a_customer_who_scans_it_is_welcomed_and_known() {
        boolean insisted = "true".equals(System.getenv("CI"));
        assumeTrue(insisted || Files.isExecutable(CHROMIUM), "no Chromium here");
        assumeTrue(
                insisted || getClass().getResource("/static/console/index.html") != null,
                "the front end was not built");
        String guide = "谷雨" + RandomCode.letters(4);
        phones.member(guide);
        context.getBean(StaffSetup.class).syncDirectory();
        String customer = "青柠" + RandomCode.letters(4);
        long phone = phones.phone(customer).path("id").asLong();
        Playwright.CreateOptions offline =
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        try (Playwright playwright = Playwright.create(offline);
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setArgs(QUIETLY))) {
            Page page = browser.newPage(new Browser.NewPageOptions().setLocale("zh-CN"));
            page.setDefaultTimeout(PATIENCE_MS);
            signIn(page);
            String code = "收银台" + RandomCode.letters(4);
            makeCode(page, code, guide);
            scan(page, phone, code);
            assertThat(page.getByText(customer + "，欢迎你，我是" + guide).first())
                    .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                            .setTimeout(PATIENCE_MS));
            findCustomer(page, customer, guide);
        }
    }

    private void signIn(Page page) {
        String username = "browser-" + RandomCode.letters(8);
        context.getBean(StaffSetup.class).createUser(username, "a password of tests", "admin", null);
        page.navigate(at("/console/"));
        page.locator("input[type=password]").waitFor();
        page.locator("input").first().fill(username);
        page.locator("input[type=password]").fill("a password of tests");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("今日")))
                .isVisible();
    }

    private void makeCode(Page page, String code, String guide) {
        page.navigate(at("/console/codes/new"));
        page.getByLabel("名称").first().fill(code);
        Locator picker = page.locator(".guide .el-select input").first();
        picker.click();
        picker.fill(guide);
        page.locator(".el-select-dropdown__item:visible", new Page.LocatorOptions().setHasText(guide))
                .first()
                .click();
        page.locator("textarea").first().fill("{客户昵称}，欢迎你，我是{导购姓名}");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("创建活码"))
                .click();
        assertThat(page).hasURL(Pattern.compile(".*/codes/\\d+$"));
        assertThat(page.getByText("可接待").first())
                .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                        .setTimeout(PATIENCE_MS));
    }

    private void scan(Page page, long phone, String code) {
        page.navigate(at("/sandbox/?phone=" + phone));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("扫一扫"))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(code))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("长按识别二维码"))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("添加到通讯录"))
                .click();
    }

    private void findCustomer(Page page, String customer, String guide) {
        page.navigate(at("/console/customers"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(customer))
                .first()
                .click();
        assertThat(page).hasURL(Pattern.compile(".*/customers/\\d+.*"));
        assertThat(page.getByText(guide).first()).isVisible();
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
