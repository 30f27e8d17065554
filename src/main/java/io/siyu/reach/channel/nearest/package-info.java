/** Store codes: which stores are near a visitor, and the code of the one they choose. Internal to the module. */
@NullMarked
package io.siyu.reach.channel.nearest;

import org.jspecify.annotations.NullMarked;
