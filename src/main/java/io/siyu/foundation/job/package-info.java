/** Background work that any node may do, each piece once. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.database",
            "foundation.stream",
            "foundation.scope",
            "foundation.audit",
            "foundation.alert"
        })
package io.siyu.foundation.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
