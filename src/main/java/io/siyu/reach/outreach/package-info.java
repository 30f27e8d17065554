/** The only door out: contact policy, outbox, guide tasks and what became of them. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.privacy",
            "foundation.integrity",
            "foundation.stream",
            "foundation.scope",
            "foundation.alert",
            "foundation.audit",
            "foundation.transfer",
            "foundation.job",
            "foundation.metric",
            "gateway.wecom",
            "people.staff",
            "people.timeline",
            "people.customer",
            "people.relation",
            "people.tag"
        })
package io.siyu.reach.outreach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
