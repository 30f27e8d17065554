/** Live sessions: reserved on a page of their own, told of in time, with the friends and orders that each brought. */
@NullMarked
package io.siyu.reach.channel.live;

import org.jspecify.annotations.NullMarked;
