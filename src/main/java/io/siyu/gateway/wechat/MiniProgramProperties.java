package io.siyu.gateway.wechat;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Our mini-program.
 *
 * @param baseUrl without a slash at its end
 */
@ConfigurationProperties("siyu.wechat.mini")
record MiniProgramProperties(
        @DefaultValue("https://api.weixin.qq.com") String baseUrl,
        @Nullable String appId,
        @Nullable String secret) {}
