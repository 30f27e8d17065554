/** Telephone numbers that somebody brought: given to guides, called, and counted when the friend comes. */
@NullMarked
package io.siyu.people.relation.lead;

import org.jspecify.annotations.NullMarked;
