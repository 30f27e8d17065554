/** Loads the packaged application over HTTP and compares it with the least work that writes the same rows. */
@NullMarked
package io.siyu.bench;

import org.jspecify.annotations.NullMarked;
