/** WeChat Pay v3: signed orders, refunds and notifications. */
@NullMarked
package io.siyu.sandbox.pay;

import org.jspecify.annotations.NullMarked;
