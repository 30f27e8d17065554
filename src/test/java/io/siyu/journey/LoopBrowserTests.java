package io.siyu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.siyu.journey.BrandFixtures.Ground;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.RandomCode;
import io.siyu.testing.Chromium;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.ShopperClient;
import io.siyu.testing.SiyuTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * The whole loop by an operator's and a customer's hand, in Chromium. Skipped where there is no Chromium or the front end was
 * not built, but never where {@code CI=true}.
 */
@SiyuTest
class LoopBrowserTests {

    private final ApplicationContext context;
    private final SandboxPhones phones;
    private final BrandFixtures brands;

    @LocalServerPort
    private int port;

    @Autowired
    LoopBrowserTests(ApplicationContext context) {
        this.context = context;
        this.phones = new SandboxPhones(context);
        this.brands = new BrandFixtures(context, ConsoleClient.administrator(context), phones);
    }

    @Test
    void a_code_brings_a_friend_who_is_cared_for_buys_and_earns() {
        Chromium.open("loop", this::walk);
    }

    private void walk(Page page) {
        Ground ground = brands.ground();
        String mark = RandomCode.letters(4);
        String customer = "青柠" + mark;
        long phone = phones.phone(customer).path("id").asLong();
        String origin = "http://127.0.0.1:" + port;
        OperatorsHand operator = new OperatorsHand(page, origin);
        ShoppersHand shopper = new ShoppersHand(page, origin, phone, ground.guideUserId());

        signIn(operator);
        operator.makeCode("收银台" + mark, ground.guide().name(), ground.tag().name());
        operator.makeSegment("到店的人" + mark, ground.tag().name());
        operator.makePlan("到店关怀" + mark, "到店的人" + mark, ground.coupon().name(), "问问平时爱喝什么茶");

        shopper.scan("收银台" + mark);
        shopper.see(customer + "，欢迎你，我是" + ground.guide().name());
        shopper.see("问问平时爱喝什么茶");
        until("/coupons", ground.coupon().name(), phone);
        shopper.buy(ground.product().name(), ground.coupon().name());

        operator.ship(ground.product().name());
        shopper.confirmReceipt();
        shopper.letDaysPass();
        until("/points", "\"available\":135", phone);
        shopper.shop("我的");
        shopper.see("135");

        operator.findCustomer(customer);
        for (String words : List.of(ground.guide().name(), ground.tag().name(), "到店的人" + mark, "¥135.00")) {
            operator.see(words);
        }
    }

    private void signIn(OperatorsHand operator) {
        String username = "browser-" + RandomCode.letters(8);
        context.getBean(StaffSetup.class).createUser(username, "a password of tests", "admin", null);
        operator.signIn(username, "a password of tests");
    }

    /** What the system does by itself is waited for where it can be asked, so that the page is opened once it is there. */
    private void until(String path, String words, long phone) {
        ShopperClient shopper = ShopperClient.with(context, phone);
        await().atMost(BrandFixtures.SOON)
                .untilAsserted(() -> assertThat(
                                shopper.get("/api/mall" + path).expect(200).text())
                        .contains(words));
    }
}
