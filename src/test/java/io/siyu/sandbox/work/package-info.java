/** The sandbox's platforms and phones, seen from outside. */
@NullMarked
package io.siyu.sandbox.work;

import org.jspecify.annotations.NullMarked;
