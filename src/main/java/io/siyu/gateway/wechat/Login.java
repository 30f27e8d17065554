package io.siyu.gateway.wechat;

import org.jspecify.annotations.Nullable;

/** Who it is: their id with our mini-program or official account and, where the accounts are bound, with the whole brand. */
public record Login(String openId, @Nullable String unionId) {}
