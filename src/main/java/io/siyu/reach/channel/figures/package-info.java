/** What live codes bring and cost: by day, code, template, store, guide and campaign. */
@NullMarked
package io.siyu.reach.channel.figures;

import org.jspecify.annotations.NullMarked;
