/** Posters: designed once, printed for thousands of live codes. */
@NullMarked
package io.siyu.reach.channel.poster;

import org.jspecify.annotations.NullMarked;
