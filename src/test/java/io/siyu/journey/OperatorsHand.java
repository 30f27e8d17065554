package io.siyu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** An operator at the console. */
class OperatorsHand extends Hand {

    OperatorsHand(Page page, String origin) {
        super(page, origin);
    }

    void signIn(String username, String password) {
        open("/console/");
        page.locator("input[type=password]").waitFor();
        page.locator("input").first().fill(username);
        page.locator("input[type=password]").fill(password);
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("今日")))
                .isVisible();
    }

    void makeCode(String name, String guide, String tag) {
        open("/console/codes/new");
        type("名称", name);
        choose(page.locator(".guide").getByRole(AriaRole.COMBOBOX).first(), guide);
        page.locator("textarea").first().fill("{客户昵称}，欢迎你，我是{导购姓名}");
        choose("自动打标签", tag);
        press("创建活码");
        assertThat(page).hasURL(Pattern.compile(".*/codes/\\d+$"));
        see("可接待");
    }

    void makeSegment(String name, String tag) {
        open("/console/segments/new");
        type("名称", name);
        choose(page.locator(".builder").getByRole(AriaRole.COMBOBOX).last(), tag);
        see("用一句话说");
        press("创建人群");
        assertThat(page).hasURL(Pattern.compile(".*/segments/\\d+$"));
    }

    /** On the segment: first the coupon, then the guide is asked to speak. */
    void makePlan(String name, String segment, String coupon, String words) {
        open("/console/sops/new");
        type("名称", name);
        page.locator("label", new Page.LocatorOptions().setHasText("进入人群")).click();
        choose("进入这个人群", segment);
        press("移除");
        press("发优惠券");
        choose("优惠券", coupon);
        type("请导购说什么", words);
        page.getByLabel("为什么今天联系").first().fill("新客");
        press("存为草稿");
        assertThat(page).hasURL(Pattern.compile(".*/sops/\\d+$"));
        press("发布");
        page.locator(".el-popconfirm .el-button--primary").click();
        see("运行中");
    }

    void ship(String product) {
        open("/console/orders?state=PAID");
        page.locator("tr", new Page.LocatorOptions().setHasText(product))
                .getByRole(AriaRole.LINK)
                .first()
                .click();
        press("发货");
        choose(page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.COMBOBOX), "顺丰速运");
        type("快递单号", "SF10001");
        page.getByRole(AriaRole.DIALOG).locator(".el-button--primary").click();
        see("待收货");
    }

    void findCustomer(String name) {
        open("/console/customers");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
        assertThat(page).hasURL(Pattern.compile(".*/customers/\\d+.*"));
    }
}
