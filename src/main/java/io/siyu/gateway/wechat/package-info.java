/** Speaks WeChat: mini-program login and phone numbers, and who opens a page inside it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "foundation.metric"})
package io.siyu.gateway.wechat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
