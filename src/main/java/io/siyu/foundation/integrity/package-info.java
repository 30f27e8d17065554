/** Whether the books agree: every module's checks, run each night and on demand. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.job",
            "foundation.metric",
            "foundation.scope",
            "foundation.audit",
            "foundation.alert",
            "foundation.stream"
        })
package io.siyu.foundation.integrity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
