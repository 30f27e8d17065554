package io.siyu.gateway.pay;

import com.github.binarywang.wxpay.config.WxPayConfig;
import com.github.binarywang.wxpay.exception.WxPayException;
import com.github.binarywang.wxpay.service.WxPayService;
import com.github.binarywang.wxpay.service.impl.WxPayServiceImpl;
import com.github.binarywang.wxpay.v3.WxPayV3HttpClientBuilder;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.apache.http.impl.client.HttpClientBuilder;
import org.jspecify.annotations.Nullable;

/** WxJava's WeChat Pay, set up for one merchant in the public-key mode: keys are given, nothing is downloaded at the start. */
final class Merchant {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 6_000;

    private Merchant() {}

    static WxPayService of(WeChatPayProperties properties, PlatformSignature signature) throws WxPayException {
        WxPayConfig config = new WxPayConfig();
        config.setApiHostUrl(properties.baseUrl());
        config.setAppId(properties.appId());
        config.setMchId(properties.mchId());
        config.setCertSerialNo(properties.merchantSerial());
        config.setPrivateKeyContent(bytes(properties.merchantPrivateKey()));
        config.setFullPublicKeyModel(true);
        config.setPublicKeyId(properties.platformPublicKeyId());
        config.setPublicKeyContent(bytes(properties.platformPublicKey()));
        config.setApiV3Key(properties.apiV3Key());
        config.setHttpConnectionTimeout(CONNECT_MILLIS);
        config.setHttpTimeout(READ_MILLIS);
        config.setApiV3HttpClientBuilderCustomizer(builder -> customize(builder, properties, signature));
        WxPayService pay = new WxPayServiceImpl();
        pay.setConfig(config);
        // Now rather than in the first of several threads that need it at once.
        config.initApiV3HttpClient();
        return pay;
    }

    private static void customize(
            HttpClientBuilder builder, WeChatPayProperties properties, PlatformSignature signature) {
        if (!(builder instanceof WxPayV3HttpClientBuilder pay)) {
            throw new IllegalStateException("WxJava builds its client in another way now: answers would go unverified");
        }
        pay.withValidator(signature);
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .setMaxConnTotal(40)
                .setMaxConnPerRoute(40);
        String loopbackHost = properties.loopbackHost();
        if (loopbackHost != null) {
            builder.setDnsResolver(host -> host.equals(loopbackHost)
                    ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                    : InetAddress.getAllByName(host));
        }
    }

    private static byte[] bytes(@Nullable String pem) {
        return pem == null ? new byte[0] : pem.getBytes(StandardCharsets.US_ASCII);
    }
}
