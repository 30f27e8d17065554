/** Who changed what, before and after. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "foundation.scope"})
package io.siyu.foundation.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
