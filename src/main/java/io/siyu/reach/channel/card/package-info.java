/** Cards in parcels and letters: each with a code of its own, used up by one person, bound to one order. */
@NullMarked
package io.siyu.reach.channel.card;

import org.jspecify.annotations.NullMarked;
