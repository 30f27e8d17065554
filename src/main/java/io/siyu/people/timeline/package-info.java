/** Append-only facts and traces of what a person did, with rolling aggregates. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "foundation.database",
            "foundation.privacy",
            "foundation.stream",
            "foundation.job"
        })
package io.siyu.people.timeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
