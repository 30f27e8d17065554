/** What an allocation is decided by and written down as: guides, counts, the ledger. */
@NullMarked
package io.siyu.reach.channel.admission;

import org.jspecify.annotations.NullMarked;
