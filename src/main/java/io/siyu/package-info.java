/** Siyu: floors of modules over one PostgreSQL schema. docs/architecture.md is the map. */
@NullMarked
package io.siyu;

import org.jspecify.annotations.NullMarked;
