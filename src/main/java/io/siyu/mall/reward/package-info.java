/** What a finished order earns and a refund takes back. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.integrity",
            "foundation.job",
            "loyalty.points",
            "loyalty.coupon",
            "mall.order"
        })
package io.siyu.mall.reward;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
