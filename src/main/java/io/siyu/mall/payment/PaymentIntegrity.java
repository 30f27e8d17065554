package io.siyu.mall.payment;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That money given back is what its payments say, and that none waits. */
@Component
class PaymentIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                new IntegrityCheck("payment.refunded", "order", """
    select p.order_id as id, p.out_trade_no || ': ' || p.refunded_fen || ' ≠ ' || coalesce(sum(r.amount_fen), 0) as note
    from payment_payment p left join payment_refund r on r.payment_id = p.id
    group by p.id having p.refunded_fen <> coalesce(sum(r.amount_fen), 0)"""),
                new IntegrityCheck("payment.refund_waiting", "order", """
    select order_id as id, number || ' ' || state || ' ' || tries || ' ×' as note from payment_refund
    where state <> 'SUCCEEDED' and next_try_at < :overdue"""),
                new IntegrityCheck("payment.check_waiting", "order", """
    select order_id as id, out_trade_no || ' ' || checks || ' ×' as note from payment_payment
    where state = 'OPEN' and next_check_at < :overdue"""),
                new IntegrityCheck("payment.notices", "none", """
    select id, kind || ' ' || out_trade_no || ' ' || outcome as note from payment_event
    where outcome not in ('APPLIED', 'KNOWN_ALREADY')"""),
                new IntegrityCheck("payment.noticed", "order", """
    select coalesce(p.order_id, 0) as id, e.out_trade_no as note from payment_event e
    left join payment_payment p on p.out_trade_no = e.out_trade_no
    where e.kind = 'PAYMENT' and e.outcome = 'APPLIED' and p.state is distinct from 'PAID'"""));
    }
}
