/** What every test stands on: a database of its own, the whole product on free ports, a clock to move, seeds to replay. */
@NullMarked
package io.siyu.testing;

import org.jspecify.annotations.NullMarked;
