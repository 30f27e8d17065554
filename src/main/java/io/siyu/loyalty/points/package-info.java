/** An append-only ledger of points, pending until the sale is final. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.privacy",
            "foundation.integrity",
            "foundation.scope",
            "foundation.audit",
            "foundation.idempotency",
            "foundation.transfer",
            "people.timeline",
            "people.customer"
        })
package io.siyu.loyalty.points;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
