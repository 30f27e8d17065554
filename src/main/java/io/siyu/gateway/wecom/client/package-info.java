/** Calls to WeChat Work: credentials, shared tokens, refusals. Internal to the module. */
@NullMarked
package io.siyu.gateway.wecom.client;

import org.jspecify.annotations.NullMarked;
