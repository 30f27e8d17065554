@NullMarked
package io.siyu.foundation.idempotency;

import org.jspecify.annotations.NullMarked;
