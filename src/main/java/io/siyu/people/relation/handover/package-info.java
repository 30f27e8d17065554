/** Giving the customers and groups of one employee to others: proposal, asking, waiting, and what became of it. */
@NullMarked
package io.siyu.people.relation.handover;

import org.jspecify.annotations.NullMarked;
