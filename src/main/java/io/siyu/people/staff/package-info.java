/** Stores, regions, employees, roles and console sign-in. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.database",
            "foundation.scope",
            "foundation.audit",
            "foundation.job",
            "foundation.file",
            "foundation.transfer",
            "gateway.wecom"
        })
package io.siyu.people.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
