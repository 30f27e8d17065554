package io.siyu.loyalty.coupon;

import io.siyu.people.customer.MergeParticipant;
import io.siyu.shared.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Two people were one: the one who stays has the coupons of both, even beyond what one person may have. */
@Component
class CouponMerge implements MergeParticipant {

    private final JdbcClient jdbc;

    CouponMerge(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void merge(CustomerId survivor, CustomerId merged) {
        jdbc.sql("""
                update coupon_coupon c set customer_id = :survivor, sequence = c.sequence + coalesce((
                    select max(mine.sequence) from coupon_coupon mine
                    where mine.template_id = c.template_id and mine.customer_id = :survivor), 0)
                where c.customer_id = :merged""")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .update();
    }
}
