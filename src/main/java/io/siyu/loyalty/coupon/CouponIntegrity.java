package io.siyu.loyalty.coupon;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That no more coupons are out than were given. */
@Component
class CouponIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                new IntegrityCheck("coupon.issued", "coupon", """
    select t.id, t.issued || ' ≠ ' || count(c.id) as note from coupon_template t
    left join coupon_coupon c on c.template_id = t.id group by t.id having t.issued <> count(c.id)"""),
                new IntegrityCheck("coupon.customer", "customer", """
    select c.customer_id as id, c.code as note from coupon_coupon c
    where not exists (select 1 from customer_customer p where p.id = c.customer_id and p.merged_into is null)"""),
                new IntegrityCheck("coupon.expired", "coupon", """
    select template_id as id, code as note from coupon_coupon where status = 'ISSUED' and valid_until < :overdue"""));
    }
}
