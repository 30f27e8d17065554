package io.siyu.gateway.pay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.shared.RandomCode;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** The channel against the simulated WeChat Pay, keys and all. */
@SiyuTest
class SandboxPayTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    PaymentChannel pay;

    @Autowired
    Clock clock;

    String number = "T" + RandomCode.digits(20);

    @Test
    void an_unpaid_payment_is_closed_and_stays_closed() {
        prepay();
        assertThat(pay.query(number).orElseThrow().state()).isEqualTo(ChannelPayment.State.UNPAID);
        assertThat(pay.close(number)).isEqualTo(Closed.CLOSED);
        assertThat(pay.query(number).orElseThrow().state()).isEqualTo(ChannelPayment.State.CLOSED);
        assertThat(pay.query("T" + RandomCode.digits(20))).isEmpty();
    }

    @Test
    void a_payment_is_paid_refunded_in_part_and_cannot_be_closed() {
        SandboxPhones phones = new SandboxPhones(context);
        JsonNode phone = phones.phone("林女士");
        Prepared prepared = pay.prepay(new Prepay(
                number,
                9900,
                "口红",
                phone.path("openid").asString(),
                clock.instant().plus(Duration.ofMinutes(30))));
        var request = new java.util.HashMap<String, Object>(prepared.parameters());
        request.put("confirm", true);
        phones.post("phones/" + phone.path("id").asLong() + "/pay", request).expect(200);
        ChannelPayment payment = pay.query(number).orElseThrow();
        assertThat(payment.state()).isEqualTo(ChannelPayment.State.PAID);
        assertThat(payment.amountFen()).isEqualTo(9900);
        assertThat(payment.paidAt()).isNotNull();
        assertThat(pay.close(number)).isEqualTo(Closed.ALREADY_PAID);

        RefundRequest part = new RefundRequest(number, "R" + number, 100, 9900, "不想要了");
        ChannelRefund refund = pay.refund(part);
        assertThat(refund.amountFen()).isEqualTo(100);
        assertThat(pay.refund(part).refundId()).isEqualTo(refund.refundId());
        assertThat(pay.queryRefund("R" + number).orElseThrow().refundId()).isEqualTo(refund.refundId());
        assertThatThrownBy(() -> pay.refund(new RefundRequest(number, "S" + number, 9900, 9900, "全部")))
                .isInstanceOf(PaymentRefusedException.class);
    }

    private void prepay() {
        JsonNode phone = new SandboxPhones(context).phone("林女士");
        Prepared prepared = pay.prepay(new Prepay(
                number,
                9900,
                "口红",
                phone.path("openid").asString(),
                clock.instant().plus(Duration.ofMinutes(30))));
        assertThat(prepared.parameters().get("package")).startsWith("prepay_id=");
    }
}
