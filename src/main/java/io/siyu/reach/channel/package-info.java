/** Every way in: live codes, allocation, scans, acquisitions and the welcome. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.crypto",
            "foundation.database",
            "foundation.crypto",
            "foundation.privacy",
            "foundation.alert",
            "foundation.file",
            "foundation.integrity",
            "foundation.scope",
            "foundation.stream",
            "foundation.alert",
            "foundation.audit",
            "foundation.transfer",
            "foundation.job",
            "foundation.file",
            "foundation.metric",
            "gateway.wechat",
            "gateway.wecom",
            "people.staff",
            "people.timeline",
            "people.customer",
            "people.relation",
            "people.tag",
            "loyalty.coupon",
            "reach.outreach"
        })
package io.siyu.reach.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
