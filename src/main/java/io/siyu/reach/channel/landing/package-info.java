/** The page behind a code: scans, and the contact ways they are shown. */
@NullMarked
package io.siyu.reach.channel.landing;

import org.jspecify.annotations.NullMarked;
