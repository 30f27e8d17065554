/** Stored answers, so that the same request twice has one effect. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package io.siyu.foundation.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
