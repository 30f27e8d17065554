/** The platforms' port: calls in, replies out, and the faults that can be switched on between. */
@NullMarked
package io.siyu.sandbox.wire;

import org.jspecify.annotations.NullMarked;
