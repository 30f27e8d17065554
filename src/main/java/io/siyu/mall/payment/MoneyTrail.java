package io.siyu.mall.payment;

import io.siyu.shared.OrderId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The payments and refunds of an order, as the console shows them. */
@Component
public class MoneyTrail {

    private final JdbcClient jdbc;

    MoneyTrail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param state OPEN, PAID, CLOSED, FAILED, DISPUTED (another amount came) */
    public record Payment(
            String outTradeNo,
            @Nullable String transactionId,
            String state,
            long amountFen,
            long refundedFen,
            Instant createdAt,
            @Nullable Instant paidAt) {}

    /** @param state REQUESTED, PROCESSING, SUCCEEDED, ABNORMAL */
    public record Refund(
            String number,
            String state,
            long amountFen,
            String reason,
            boolean surplus,
            @Nullable String error,
            Instant createdAt,
            @Nullable Instant succeededAt) {}

    public List<Payment> paymentsOf(OrderId order) {
        return jdbc.sql("""
                select out_trade_no, transaction_id, state, amount_fen, refunded_fen, created_at, paid_at
                from payment_payment where order_id = :order order by id""")
                .param("order", order.value())
                .query((row, number) -> new Payment(
                        row.getString("out_trade_no"),
                        row.getString("transaction_id"),
                        row.getString("state"),
                        row.getLong("amount_fen"),
                        row.getLong("refunded_fen"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("paid_at", OffsetDateTime.class))))
                .list();
    }

    public List<Refund> refundsOf(OrderId order) {
        return jdbc.sql("""
                select number, state, amount_fen, reason, surplus, error, created_at, succeeded_at
                from payment_refund where order_id = :order order by id""")
                .param("order", order.value())
                .query((row, number) -> new Refund(
                        row.getString("number"),
                        row.getString("state"),
                        row.getLong("amount_fen"),
                        row.getString("reason"),
                        row.getBoolean("surplus"),
                        row.getString("error"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("succeeded_at", OffsetDateTime.class))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
