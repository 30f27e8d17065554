package io.siyu.sandbox.pay;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.SandboxKeys;
import io.siyu.sandbox.wire.Call;
import io.siyu.sandbox.wire.Rsa;
import io.siyu.shared.RandomCode;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Both directions of trust: the merchant's signature on requests, the platform's on answers and notifications. */
@Component
@InSandbox
class PaySigning {

    private static final String SCHEME = "WECHATPAY2-SHA256-RSA2048 ";
    private static final Pattern PART = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final SandboxKeys keys;
    private final PublicKey merchant;
    private final PrivateKey platform;
    private final Clock clock;

    PaySigning(SandboxKeys keys, Clock clock) {
        this.keys = keys;
        this.merchant = keys.merchantPublicKey();
        this.platform = keys.platformPrivateKey();
        this.clock = clock;
    }

    /**
     * Refuses a request that the merchant has not signed. The age of its timestamp is not looked at: a client signs by the
     * wall clock, and the sandbox's own may have been moved.
     */
    void check(Call call) {
        String authorization = call.header("Authorization");
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            throw new PayRefusal(401, "SIGN_ERROR", "Http头缺少Authorization或认证类型不正确");
        }
        Map<String, String> parts = new HashMap<>();
        Matcher matcher = PART.matcher(authorization.substring(SCHEME.length()));
        while (matcher.find()) {
            parts.put(matcher.group(1), matcher.group(2));
        }
        if (!keys.merchantId().equals(parts.get("mchid"))
                || !keys.merchantSerial().equals(parts.get("serial_no"))) {
            throw new PayRefusal(401, "SIGN_ERROR", "商户号或证书序列号不正确");
        }
        String query = call.uri().getRawQuery() == null ? "" : "?" + call.uri().getRawQuery();
        String message = call.method() + "\n" + call.uri().getRawPath() + query + "\n"
                + parts.getOrDefault("timestamp", "") + "\n" + parts.getOrDefault("nonce_str", "") + "\n"
                + call.body() + "\n";
        if (!Rsa.verify(merchant, message, parts.getOrDefault("signature", ""))) {
            throw new PayRefusal(401, "SIGN_ERROR", "签名错误，请检查后再试");
        }
    }

    /** What a phone checks before it shows the payment sheet. */
    boolean paySignRight(String appId, String timeStamp, String nonce, String packageValue, String paySign) {
        String message = appId + "\n" + timeStamp + "\n" + nonce + "\n" + packageValue + "\n";
        return Rsa.verify(merchant, message, paySign);
    }

    /** The headers by which the merchant knows that this body came from WeChat Pay. */
    Map<String, String> headers(String body) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String nonce = RandomCode.letters(32);
        return Map.of(
                "Wechatpay-Timestamp",
                timestamp,
                "Wechatpay-Nonce",
                nonce,
                "Wechatpay-Serial",
                keys.platformPublicKeyId(),
                "Wechatpay-Signature",
                Rsa.sign(platform, timestamp + "\n" + nonce + "\n" + body + "\n"),
                "Wechatpay-Signature-Type",
                "WECHATPAY2-SHA256-RSA2048",
                "Request-ID",
                RandomCode.letters(32));
    }
}
