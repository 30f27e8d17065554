package io.siyu.sandbox.phone;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.pay.Cashier;
import io.siyu.sandbox.pay.PayOrder;
import io.siyu.sandbox.pay.PayOrders;
import io.siyu.shared.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Paying on a customer's phone, and the bills kept there. */
@RestController
@InSandbox
@RequestMapping("/sandbox/api/phones/{id}")
class PaymentController {

    /** What wx.requestPayment was given, and whether the thumb says yes. */
    record Payment(
            @NotBlank String appId,
            @NotBlank String timeStamp,
            @NotBlank String nonceStr,
            @JsonProperty("package") @NotBlank String packageValue,
            @NotBlank String signType,
            @NotBlank String paySign,
            boolean confirm) {}

    enum Outcome {
        SUCCESS,
        CANCELLED
    }

    record Paid(Outcome outcome, @Nullable String transactionId, long amountFen, String description) {}

    record Bill(
            String outTradeNo,
            @Nullable String transactionId,
            String description,
            long amountFen,
            long refundedFen,
            String state,
            Instant createdAt,
            @Nullable Instant paidAt) {}

    private static final int MOST_BILLS = 100;

    private final Phones phones;
    private final Cashier cashier;
    private final PayOrders orders;

    PaymentController(Phones phones, Cashier cashier, PayOrders orders) {
        this.phones = phones;
        this.cashier = cashier;
        this.orders = orders;
    }

    @PostMapping("/pay")
    Paid pay(@PathVariable long id, @Valid @RequestBody Payment payment) {
        PayOrder order = cashier.sheet(
                phones.customer(id).openid(),
                new Cashier.PaymentCall(
                        payment.appId(),
                        payment.timeStamp(),
                        payment.nonceStr(),
                        payment.packageValue(),
                        payment.signType(),
                        payment.paySign()));
        if (!payment.confirm()) {
            return new Paid(Outcome.CANCELLED, null, order.amountFen(), order.description());
        }
        PayOrder paid = cashier.pay(order);
        return new Paid(Outcome.SUCCESS, paid.transactionId(), paid.amountFen(), paid.description());
    }

    @GetMapping("/payments")
    Slice<Bill> bills(@PathVariable long id) {
        return new Slice<>(
                orders.ofPayer(phones.customer(id).openid(), MOST_BILLS).stream()
                        .map(PaymentController::bill)
                        .toList(),
                null);
    }

    private static Bill bill(PayOrder order) {
        return new Bill(
                order.outTradeNo(),
                order.transactionId(),
                order.description(),
                order.amountFen(),
                order.refundedFen(),
                order.state(),
                order.createdAt(),
                order.paidAt());
    }
}
