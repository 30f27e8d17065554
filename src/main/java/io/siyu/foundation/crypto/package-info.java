/** Encrypts what must not be read from a dump, and blind-indexes what must still be found. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "foundation.database", "foundation.job", "foundation.alert"})
package io.siyu.foundation.crypto;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
