/** The PostgreSQL that comes with Siyu: started, watched and stopped with the application. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package io.siyu.foundation.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
