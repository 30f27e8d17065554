package io.siyu.journey;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** A customer with the sandbox's phone; the guide's lies beside it. */
class ShoppersHand extends Hand {

    private final long phone;
    private final String guide;

    ShoppersHand(Page page, String origin, long phone, String guide) {
        super(page, origin);
        this.phone = phone;
        this.guide = guide;
    }

    void scan(String code) {
        takePhone();
        press("扫一扫");
        press(code);
        press("长按识别二维码");
        press("添加到通讯录");
    }

    void buy(String product, String coupon) {
        shop("逛逛");
        press(screen(), product);
        press(screen(), "立即购买");
        choose("优惠券", coupon);
        press(screen(), "提交订单");
        press("确认支付");
        see("待发货");
    }

    void confirmReceipt() {
        shop("订单");
        press(screen(), "确认收货");
        see("已收货");
    }

    void letDaysPass() {
        letPass("快进 7 天");
        letPass("快进 1 天");
    }

    /** A code given before the clock moved is too old after it: nothing else may happen meanwhile. */
    private void letPass(String time) {
        page.waitForResponse(
                answer -> answer.url().endsWith("/sandbox/api/clock")
                        && answer.request().method().equals("POST"),
                () -> press(time));
    }

    void shop(String tab) {
        takePhone();
        press(screen(), "商城");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(tab)).click();
    }

    private void takePhone() {
        open("/sandbox/?phone=" + phone + "&guide=" + guide);
    }

    private Locator screen() {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("顾客的手机"));
    }
}
