/** The mini-program's side of WeChat: who a visitor is, and the phone number they allow to be read. */
@NullMarked
package io.siyu.sandbox.wechat;

import org.jspecify.annotations.NullMarked;
