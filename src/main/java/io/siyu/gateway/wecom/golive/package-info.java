/** From the sandbox to a real corporation: what is required, checked live. Internal to the module. */
@NullMarked
package io.siyu.gateway.wecom.golive;

import org.jspecify.annotations.NullMarked;
