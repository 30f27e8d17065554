/** Every call that the product makes to its platforms, and everything that can happen to it. */
@NullMarked
package io.siyu.journey.weather;

import org.jspecify.annotations.NullMarked;
