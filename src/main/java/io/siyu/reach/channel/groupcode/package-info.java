/** Group codes: which group a visitor is shown, and the join ways behind. Internal to the module. */
@NullMarked
package io.siyu.reach.channel.groupcode;

import org.jspecify.annotations.NullMarked;
