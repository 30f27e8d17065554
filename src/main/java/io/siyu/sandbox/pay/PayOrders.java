package io.siyu.sandbox.pay;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import io.siyu.shared.RandomCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The orders the merchant has placed, and the only places where their state changes. */
@Component
@InSandbox
public class PayOrders {

    private final JdbcClient jdbc;

    PayOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Places the order, or answers the one that has this number already. */
    PayOrder place(PayOrder wanted) {
        jdbc.sql("""
                        insert into sandbox_pay_order (out_trade_no, description, amount_fen, openid, notify_url, attach,
                            prepay_id, created_at, expires_at)
                        values (:no, :description, :amount, :openid, :notify, :attach, :prepay, :at, :expiry)
                        on conflict (out_trade_no) do nothing""")
                .param("no", wanted.outTradeNo())
                .param("description", wanted.description())
                .param("amount", wanted.amountFen())
                .param("openid", wanted.openid())
                .param("notify", wanted.notifyUrl())
                .param("attach", wanted.attach())
                .param("prepay", wanted.prepayId())
                .param("at", Times.sql(wanted.createdAt()))
                .param("expiry", Times.sql(wanted.expiresAt()))
                .update();
        return find(wanted.outTradeNo()).orElseThrow();
    }

    Optional<PayOrder> find(String outTradeNo) {
        return by("out_trade_no", outTradeNo);
    }

    Optional<PayOrder> byTransaction(String transactionId) {
        return by("transaction_id", transactionId);
    }

    Optional<PayOrder> byPrepayId(String prepayId) {
        return by("prepay_id", prepayId);
    }

    public List<PayOrder> ofPayer(String openid, int limit) {
        return jdbc.sql("select * from sandbox_pay_order where openid = :openid order by seq desc limit :limit")
                .param("openid", openid)
                .param("limit", limit)
                .query(PayOrders::order)
                .list();
    }

    /** Pays it if it may still be paid; of many at once one wins. */
    Optional<PayOrder> pay(String outTradeNo, Instant now) {
        return jdbc.sql("""
                        update sandbox_pay_order set state = 'SUCCESS', transaction_id = :transaction, paid_at = :now
                        where out_trade_no = :no and state = 'NOTPAY' and expires_at > :now returning *""")
                .param("transaction", "4200" + RandomCode.digits(24))
                .param("now", Times.sql(now))
                .param("no", outTradeNo)
                .query(PayOrders::order)
                .optional();
    }

    /** Closes it unless it is paid; closing twice is closing once. */
    boolean close(String outTradeNo) {
        return jdbc.sql("""
                                update sandbox_pay_order set state = 'CLOSED'
                                where out_trade_no = :no and state in ('NOTPAY', 'CLOSED')""").param("no", outTradeNo).update() == 1;
    }

    /** Takes this much back out of a paid order; empty if there is not that much left in it. */
    Optional<PayOrder> takeBack(String outTradeNo, long refundFen) {
        return jdbc.sql("""
                        update sandbox_pay_order set state = 'REFUND', refunded_fen = refunded_fen + :refund
                        where out_trade_no = :no and state in ('SUCCESS', 'REFUND')
                          and refunded_fen + :refund <= amount_fen returning *""")
                .param("refund", refundFen)
                .param("no", outTradeNo)
                .query(PayOrders::order)
                .optional();
    }

    private Optional<PayOrder> by(String column, String value) {
        return jdbc.sql("select * from sandbox_pay_order where " + column + " = :value")
                .param("value", value)
                .query(PayOrders::order)
                .optional();
    }

    private static PayOrder order(ResultSet row, int number) throws SQLException {
        return new PayOrder(
                row.getString("out_trade_no"),
                row.getString("description"),
                row.getLong("amount_fen"),
                row.getString("openid"),
                row.getString("notify_url"),
                row.getString("attach"),
                row.getString("prepay_id"),
                row.getString("state"),
                row.getString("transaction_id"),
                Times.read(row, "created_at"),
                Times.read(row, "expires_at"),
                Times.readNullable(row, "paid_at"),
                row.getLong("refunded_fen"));
    }
}
