/** Who is asking, what they may do, and the part of the customers they may see as a predicate. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package io.siyu.foundation.scope;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
