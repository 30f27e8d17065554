@NullMarked
package io.siyu.foundation.database;

import org.jspecify.annotations.NullMarked;
