@NullMarked
package io.siyu;

import org.jspecify.annotations.NullMarked;
