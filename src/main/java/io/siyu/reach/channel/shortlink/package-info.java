/** Short addresses for pages of ours, counted by day. */
@NullMarked
package io.siyu.reach.channel.shortlink;

import org.jspecify.annotations.NullMarked;
