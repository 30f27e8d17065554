/** Who gets a visitor, and why: pure functions. */
@NullMarked
package io.siyu.reach.channel.allocation;

import org.jspecify.annotations.NullMarked;
