/** Friends who came by a code, counted once. */
@NullMarked
package io.siyu.reach.channel.acquisition;

import org.jspecify.annotations.NullMarked;
