package io.siyu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.RandomCode;
import io.siyu.testing.Chromium;
import io.siyu.testing.SiyuTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What the pages do is what the content policy allows, in Chromium. Skipped where there is none, but never where {@code CI=true}. */
@SiyuTest
class ContentPolicyBrowserTests {

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
        Chromium.open("content-policy", this::visitAll);
    }

    private void visitAll(Page page) {
        page.addInitScript(LISTEN);
        OperatorsHand operator = new OperatorsHand(page, "http://127.0.0.1:" + port);
        String username = "policy-" + RandomCode.letters(8);
        context.getBean(StaffSetup.class).createUser(username, "a password of tests", "admin", null);
        operator.signIn(username, "a password of tests");
        List<String> violations = new ArrayList<>();
        for (String path : PAGES) {
            operator.open(path);
            page.locator("main, #app > *").first().waitFor();
            violations(page).forEach(one -> violations.add(path + ": " + one));
        }
        assertThat(violations).isEmpty();
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), { text: '1' }))");
        assertThat(violations(page)).as("the policy is in force and heard of").isNotEmpty();
    }

    private static List<String> violations(Page page) {
        // One turn later: events of what just happened have been told by then.
        Object told = page.evaluate("new Promise((tell) => setTimeout(() => tell(window.violations.join('\\n')), 0))");
        return told.toString().lines().toList();
    }
}
