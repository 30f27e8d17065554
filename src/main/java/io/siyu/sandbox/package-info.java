/** WeChat Work, WeChat and WeChat Pay simulated over HTTP, with phones to hold in the hand. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "foundation.job"})
package io.siyu.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
