/** Web wiring: security chains, problem details, the clock, the OpenAPI document. */
@NullMarked
@ApplicationModule
package io.siyu.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
