/** Today's figures with their as-of, and the path that gets a brand started. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "foundation.scope"})
package io.siyu.insight.board;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
