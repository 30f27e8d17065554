/** What a hand does on a phone: customers', guides', and the administrator's desk. */
@NullMarked
package io.siyu.sandbox.phone;

import org.jspecify.annotations.NullMarked;
