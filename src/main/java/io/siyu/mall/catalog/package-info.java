/** Products, SKUs and stock by location. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.integrity",
            "foundation.scope",
            "foundation.file",
            "foundation.audit",
            "foundation.idempotency",
            "foundation.transfer"
        })
package io.siyu.mall.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
