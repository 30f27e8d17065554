/** Live codes as they are stored, listed, described and drawn. */
@NullMarked
package io.siyu.reach.channel.code;

import org.jspecify.annotations.NullMarked;
