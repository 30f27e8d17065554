/** Payments and refunds from intent to settled, whatever the channel does. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.integrity",
            "foundation.job",
            "foundation.metric",
            "foundation.alert",
            "foundation.scope",
            "gateway.pay"
        })
package io.siyu.mall.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
