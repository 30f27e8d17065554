/** Speaks WeChat: mini-program login and phone numbers. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "foundation.metric"})
package io.siyu.gateway.wechat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
