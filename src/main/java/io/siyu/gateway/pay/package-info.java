/** Moves money through payment channels; WeChat Pay v3 is the first. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "foundation.metric"})
package io.siyu.gateway.pay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
