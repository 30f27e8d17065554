package io.siyu.gateway.pay;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Our merchant at WeChat Pay.
 *
 * @param merchantPrivateKey PEM (PKCS#8)
 * @param platformPublicKey PEM (X.509), with its id {@code PUB_KEY_ID_…}
 * @param apiV3Key 32 characters
 * @param loopbackHost a host name under {@code .mch.weixin.qq.com} that stands for this machine: the sandbox. WxJava signs requests
 *     and verifies answers for such hosts only
 */
@ConfigurationProperties("siyu.wechatpay")
record WeChatPayProperties(
        @DefaultValue("https://api.mch.weixin.qq.com") String baseUrl,
        @Nullable String appId,
        @Nullable String mchId,
        @Nullable String merchantSerial,
        @Nullable String merchantPrivateKey,
        @Nullable String platformPublicKey,
        @Nullable String platformPublicKeyId,
        @Nullable String apiV3Key,
        @Nullable String loopbackHost) {

    boolean complete() {
        return Stream.of(
                        appId,
                        mchId,
                        merchantSerial,
                        merchantPrivateKey,
                        platformPublicKey,
                        platformPublicKeyId,
                        apiV3Key)
                .allMatch(value -> value != null && !value.isBlank());
    }
}
