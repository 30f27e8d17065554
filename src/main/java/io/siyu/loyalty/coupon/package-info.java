/** Coupons from template to redemption: issue, reserve, redeem, release. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.privacy",
            "foundation.integrity",
            "foundation.scope",
            "foundation.audit",
            "foundation.transfer",
            "foundation.idempotency",
            "foundation.job",
            "people.staff",
            "people.timeline",
            "people.customer"
        })
package io.siyu.loyalty.coupon;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
