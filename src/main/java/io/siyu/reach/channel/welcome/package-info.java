/** What a new friend is told within twenty seconds. */
@NullMarked
package io.siyu.reach.channel.welcome;

import org.jspecify.annotations.NullMarked;
