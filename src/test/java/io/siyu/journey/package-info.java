/** Whole stories over HTTP, through the console, the phones and the platforms. */
@NullMarked
package io.siyu.journey;

import org.jspecify.annotations.NullMarked;
