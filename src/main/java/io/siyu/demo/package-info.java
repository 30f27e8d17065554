/** Seeds a living brand through the public API of modules, under a movable clock. */
@NullMarked
@ApplicationModule
package io.siyu.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
