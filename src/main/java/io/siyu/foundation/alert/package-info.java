/** What needs somebody: raised from any floor, shown on home, resolved by whoever raised it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "foundation.scope"})
package io.siyu.foundation.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
