/** Tags with provenance, kept the same here and in WeChat Work. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.privacy",
            "foundation.integrity",
            "foundation.stream",
            "foundation.scope",
            "foundation.audit",
            "foundation.job",
            "foundation.transfer",
            "gateway.wecom",
            "people.staff",
            "people.timeline",
            "people.customer",
            "people.relation"
        })
package io.siyu.people.tag;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
