/** Stored files: told by their content, kept under random names, served so that no browser runs them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package io.siyu.foundation.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
