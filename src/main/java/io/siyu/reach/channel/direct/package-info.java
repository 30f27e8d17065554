/** Codes whose picture is the platform's own: who is behind it is rewritten when that changes, nothing is allocated. */
@NullMarked
package io.siyu.reach.channel.direct;

import org.jspecify.annotations.NullMarked;
