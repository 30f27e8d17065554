/** Stories over several modules of reach. */
@NullMarked
package io.siyu.reach;

import org.jspecify.annotations.NullMarked;
