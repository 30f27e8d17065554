/** Numbers for those who watch an installation: what each module counts in its tables, read again and again. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "foundation.stream", "foundation.job"})
package io.siyu.foundation.metric;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
