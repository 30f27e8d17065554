package io.siyu.gateway.wecom.client;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Our app at WeChat Work. Nothing but the address has a default: without credentials the product runs, and every call says so.
 *
 * @param baseUrl without a slash at its end
 * @param callbackAesKey the 43 letters of the EncodingAESKey
 */
@ConfigurationProperties("siyu.wecom")
public record WeComProperties(
        @DefaultValue("https://qyapi.weixin.qq.com") String baseUrl,
        @Nullable String corpId,
        @Nullable Integer agentId,
        @Nullable String secret,
        @Nullable String callbackToken,
        @Nullable String callbackAesKey) {

    /** The name of the one app, as it stands in the path of its callbacks. */
    public static final String APP = "main";

    public boolean mayCall() {
        return corpId != null && agentId != null && secret != null;
    }

    public boolean mayBeCalled() {
        return corpId != null && callbackToken != null && callbackAesKey != null;
    }
}
