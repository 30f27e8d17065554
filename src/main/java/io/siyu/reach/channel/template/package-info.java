/** Templates: what thousands of live codes have in common, the codes that follow one, and the rules by which new ones come. */
@NullMarked
package io.siyu.reach.channel.template;

import org.jspecify.annotations.NullMarked;
