package io.siyu.mall.reward;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That orders earned what they were to earn. */
@Component
class RewardIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                new IntegrityCheck("reward.earned", "order", """
    select o.id, o.state as note from order_order o
    where o.paid_at < :overdue and o.payable_fen - o.shipping_fen >= 100 and o.refunded_at is null
      and not exists (select 1 from points_entry e
                      where e.source = 'order.reward' and e.source_key = o.id::text and e.leg in ('EARN', 'REVERSE'))"""),
                new IntegrityCheck("reward.confirmed", "order", """
    select o.id, o.state as note from order_order o
    where o.state = 'COMPLETED' and o.completed_at < :overdue and o.payable_fen - o.shipping_fen >= 100
      and not exists (select 1 from points_entry e
                      where e.source = 'order.reward' and e.source_key = o.id::text and e.leg in ('CONFIRM', 'REVERSE'))"""),
                new IntegrityCheck("reward.reversed", "order", """
    select o.id, o.state as note from order_order o
    where o.refunded_at < :overdue
      and not exists (select 1 from points_entry e
                      where e.source = 'order.reward' and e.source_key = o.id::text and e.leg = 'REVERSE')"""));
    }
}
