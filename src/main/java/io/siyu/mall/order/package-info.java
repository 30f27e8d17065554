/** Cart, checkout and the life of an order. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.privacy",
            "foundation.integrity",
            "foundation.scope",
            "foundation.crypto",
            "foundation.file",
            "foundation.audit",
            "foundation.transfer",
            "foundation.idempotency",
            "foundation.job",
            "people.staff",
            "people.timeline",
            "people.customer",
            "people.relation",
            "loyalty.coupon",
            "loyalty.points",
            "mall.catalog",
            "mall.pricing",
            "mall.payment"
        })
package io.siyu.mall.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
