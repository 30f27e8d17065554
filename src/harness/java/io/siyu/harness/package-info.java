/** Runs the packaged application as its users do, for benchmarks and crash tests. */
@NullMarked
package io.siyu.harness;

import org.jspecify.annotations.NullMarked;
