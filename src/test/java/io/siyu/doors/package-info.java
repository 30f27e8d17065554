/** Cases generated from the description of the API: nobody has to write a line for a new endpoint to be walked through. */
@NullMarked
package io.siyu.doors;

import org.jspecify.annotations.NullMarked;
