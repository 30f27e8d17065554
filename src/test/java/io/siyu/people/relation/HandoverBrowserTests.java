package io.siyu.people.relation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import io.siyu.people.relation.HandoverFixtures.Friend;
import io.siyu.people.relation.HandoverFixtures.Guide;
import io.siyu.people.staff.StaffSetup;
import io.siyu.sandbox.SandboxTest;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StoreId;
import io.siyu.testing.Chromium;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A handover by an operator's hand: from the proposal over the start to what became of each customer. */
@SandboxTest
class HandoverBrowserTests {

    private static final HasCountOptions PATIENTLY = new HasCountOptions().setTimeout(60_000);

    @Autowired
    ApplicationContext context;

    @LocalServerPort
    int port;

    @Test
    void an_operator_plans_a_handover_starts_it_and_sees_who_refused() {
        HandoverFixtures fixtures = new HandoverFixtures(context);
        StoreId store = fixtures.store();
        Guide from = fixtures.guide("调岗" + RandomCode.letters(4), store);
        fixtures.guide("接手" + RandomCode.letters(4), store);
        List<Friend> friends = fixtures.friends(from, 3);
        String username = "hands-" + RandomCode.letters(8);
        context.getBean(StaffSetup.class).createUser(username, "a password of tests", "admin", null);
        Chromium.open("handover", page -> {
            page.navigate("http://127.0.0.1:" + port + "/console/");
            page.locator("input[type=password]").waitFor();
            page.locator("input").first().fill(username);
            page.locator("input[type=password]").fill("a password of tests");
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("今日")))
                    .isVisible();

            page.navigate("http://127.0.0.1:" + port + "/console/handovers/new?from="
                    + from.id().value());
            assertThat(page.getByText("3 位")).isVisible();
            button(page, "生成分配方案").click();
            assertThat(page).hasURL(Pattern.compile(".*/handovers/\\d+$"));
            assertThat(page.getByText("会发起转接")).isVisible();

            button(page, "开始转接").click();
            page.locator(".el-message-box .el-button--primary").click();
            Locator waiting = page.locator("main tr", new Page.LocatorOptions().setHasText("预计"));
            assertThat(waiting).hasCount(3, PATIENTLY);

            fixtures.refuse(friends.getFirst());
            Locator refused = page.locator("main tr", new Page.LocatorOptions().setHasText("客户在 24 小时内拒绝了转接"));
            assertThat(refused).hasCount(1, PATIENTLY);
            assertThat(button(page, "再试一次")).isVisible();
        });
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }
}
