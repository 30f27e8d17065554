/** How often WeChat Work may be called, and who waits when it was often enough. Internal to the module. */
@NullMarked
package io.siyu.gateway.wecom.quota;

import org.jspecify.annotations.NullMarked;
