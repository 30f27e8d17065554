/** Everything an installation keeps, out into one file and back from it: the embedded database's backup, and the way to another server. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "foundation.database", "foundation.crypto", "foundation.integrity"})
package io.siyu.foundation.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
