/** Who follows whom and who owns whom, with history. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.privacy",
            "foundation.crypto",
            "foundation.integrity",
            "foundation.stream",
            "foundation.scope",
            "foundation.alert",
            "foundation.audit",
            "foundation.job",
            "foundation.transfer",
            "gateway.wecom",
            "people.staff",
            "people.timeline",
            "people.customer"
        })
package io.siyu.people.relation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
