@NullMarked
package io.siyu.foundation.stream;

import org.jspecify.annotations.NullMarked;
