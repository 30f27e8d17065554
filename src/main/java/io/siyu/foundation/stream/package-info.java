/** Append-only tables that followers tail in batches by a cursor. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package io.siyu.foundation.stream;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
