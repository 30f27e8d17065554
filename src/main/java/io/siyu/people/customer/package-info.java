/** One person: identities, merge, profile, consent, and shopper sign-in. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.database",
            "foundation.privacy",
            "foundation.job",
            "foundation.integrity",
            "foundation.crypto",
            "foundation.stream",
            "foundation.scope",
            "foundation.audit",
            "foundation.transfer",
            "gateway.wecom",
            "gateway.wechat",
            "people.staff",
            "people.timeline"
        })
package io.siyu.people.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
