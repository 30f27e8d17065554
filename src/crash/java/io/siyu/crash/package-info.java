/** Kills the packaged application and its database at random moments under load, and then counts what was promised. */
@NullMarked
package io.siyu.crash;

import org.jspecify.annotations.NullMarked;
