/** Callbacks from WeChat Work: verified, stored once, taken in step by step. Internal to the module. */
@NullMarked
package io.siyu.gateway.wecom.inbox;

import org.jspecify.annotations.NullMarked;
