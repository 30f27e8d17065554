/** WeChat itself: the mini-program's sign-in and phone numbers, and the official account's knowing who opens a page. */
@NullMarked
package io.siyu.sandbox.wechat;

import org.jspecify.annotations.NullMarked;
