package io.siyu.mall.order;

import io.siyu.mall.payment.PaymentIntent;
import io.siyu.mall.payment.Payments;
import io.siyu.people.customer.Identity;
import io.siyu.shared.DomainException;
import io.siyu.shared.OrderId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins the payment of a placed order: the intent is committed while the order is held still, then the channel is asked. */
@Component
class Paying {

    private final JdbcClient jdbc;
    private final Transitions transitions;
    private final Payments payments;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String appId;

    Paying(
            JdbcClient jdbc,
            Transitions transitions,
            Payments payments,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${siyu.wechat.mini.app-id:}") String appId) {
        this.jdbc = jdbc;
        this.transitions = transitions;
        this.payments = payments;
        this.transaction = transaction;
        this.clock = clock;
        this.appId = appId;
    }

    private record Bill(String number, long payableFen, Instant expiresAt) {}

    /**
     * @param payer the account that pays: the sheet opens on its phone only
     * @throws DomainException {@code order.not_payable}, {@code order.expired}, {@code order.no_open_id}, and those of the payment
     */
    Map<String, String> begin(OrderId order, Identity payer) {
        if (!payer.appId().equals(appId)) {
            throw DomainException.conflict("order.no_open_id");
        }
        PaymentIntent intent = Objects.requireNonNull(transaction.execute(status -> intend(order)));
        return payments.prepare(intent, payer.value());
    }

    private PaymentIntent intend(OrderId order) {
        OrderState state = transitions.lock(order).orElseThrow(() -> DomainException.notFound("order.not_found"));
        if (state != OrderState.PLACED) {
            throw DomainException.conflict("order.not_payable");
        }
        Bill bill = jdbc.sql("select number, payable_fen, expires_at from order_order where id = :id")
                .param("id", order.value())
                .query((row, index) -> new Bill(
                        row.getString("number"),
                        row.getLong("payable_fen"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .single();
        if (!clock.instant().isBefore(bill.expiresAt())) {
            throw DomainException.conflict("order.expired");
        }
        return payments.intend(order, bill.payableFen(), "订单 " + bill.number(), bill.expiresAt());
    }
}
