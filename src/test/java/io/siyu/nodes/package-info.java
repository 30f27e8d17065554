/** Two nodes on one database. */
@NullMarked
package io.siyu.nodes;

import org.jspecify.annotations.NullMarked;
