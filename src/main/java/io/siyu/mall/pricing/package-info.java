/** A pure function from basket and offers to a quote: no Spring, no database. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package io.siyu.mall.pricing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
