/** The sandbox's platforms and phones, seen from outside. */
@NullMarked
package io.siyu.sandbox;

import org.jspecify.annotations.NullMarked;
