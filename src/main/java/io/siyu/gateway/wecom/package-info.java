/** Speaks WeChat Work: durable callback inbox, contacts, contact ways, tags, messages, directory. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.privacy",
            "foundation.integrity",
            "foundation.database",
            "foundation.crypto",
            "foundation.job",
            "foundation.metric",
            "foundation.scope",
            "foundation.audit",
            "foundation.alert",
            "foundation.transfer"
        })
package io.siyu.gateway.wecom;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
