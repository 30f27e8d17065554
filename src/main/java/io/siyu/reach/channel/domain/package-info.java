/** Where growth pages are opened: domains, whether they can be reached, and which one new links carry. */
@NullMarked
package io.siyu.reach.channel.domain;

import org.jspecify.annotations.NullMarked;
