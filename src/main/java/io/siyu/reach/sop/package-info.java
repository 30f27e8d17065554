/** Plans over time: versions, enrolments and timers. */
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
            "foundation.metric",
            "people.staff",
            "people.timeline",
            "people.customer",
            "people.relation",
            "people.tag",
            "people.segment",
            "loyalty.coupon",
            "reach.outreach",
            "reach.channel"
        })
package io.siyu.reach.sop;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
