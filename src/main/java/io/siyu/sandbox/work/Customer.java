package io.siyu.sandbox.work;

import org.jspecify.annotations.Nullable;

/** A person with a phone and a WeChat account, friend of a member or not. */
public record Customer(
        long id,
        String name,
        String colour,
        int gender,
        @Nullable String phone,
        String externalUserid,
        String unionid,
        String openid) {}
