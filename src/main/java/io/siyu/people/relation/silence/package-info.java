/** Guides' customers of whom nothing was heard for a while. */
@NullMarked
package io.siyu.people.relation.silence;

import org.jspecify.annotations.NullMarked;
