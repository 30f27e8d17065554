/** What the platforms send to the product: encrypted or signed, durable, resent when not accepted. */
@NullMarked
package io.siyu.sandbox.delivery;

import org.jspecify.annotations.NullMarked;
