/** Speaks WeChat: mini-program login and phone numbers. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package io.siyu.gateway.wechat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
