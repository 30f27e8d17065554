@NullMarked
package io.siyu.foundation.crypto;

import org.jspecify.annotations.NullMarked;
