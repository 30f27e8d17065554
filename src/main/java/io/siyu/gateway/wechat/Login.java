package io.siyu.gateway.wechat;

import org.jspecify.annotations.Nullable;

/** Who signed in: their id with our mini-program and, where the accounts are bound, with the whole brand. */
public record Login(String openId, @Nullable String unionId) {}
