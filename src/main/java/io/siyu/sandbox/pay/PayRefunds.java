package io.siyu.sandbox.pay;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import io.siyu.shared.RandomCode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Refunds by the merchant's number. The money is back the moment it was asked for; the answer does not say so yet. */
@Component
@InSandbox
class PayRefunds {

    record Refund(
            String outRefundNo,
            String refundId,
            String outTradeNo,
            long refundFen,
            @Nullable String reason,
            Instant createdAt,
            Instant successAt) {}

    private final JdbcClient jdbc;

    PayRefunds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the refund; false if there is one of this number already. */
    boolean add(String outRefundNo, String outTradeNo, long refundFen, @Nullable String reason, Instant now) {
        return jdbc.sql("""
                                insert into sandbox_pay_refund
                                    (out_refund_no, refund_id, out_trade_no, refund_fen, reason, created_at, success_at)
                                values (:no, :id, :order, :refund, :reason, :now, :now)
                                on conflict (out_refund_no) do nothing""")
                        .param("no", outRefundNo)
                        .param("id", "5030" + RandomCode.digits(24))
                        .param("order", outTradeNo)
                        .param("refund", refundFen)
                        .param("reason", reason)
                        .param("now", Times.sql(now))
                        .update()
                == 1;
    }

    Optional<Refund> find(String outRefundNo) {
        return jdbc.sql("select * from sandbox_pay_refund where out_refund_no = :no")
                .param("no", outRefundNo)
                .query((row, n) -> new Refund(
                        row.getString("out_refund_no"),
                        row.getString("refund_id"),
                        row.getString("out_trade_no"),
                        row.getLong("refund_fen"),
                        row.getString("reason"),
                        Times.read(row, "created_at"),
                        Times.read(row, "success_at")))
                .optional();
    }
}
