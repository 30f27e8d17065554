package io.siyu.platform;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an administrator can set in the console for the platforms to know us; anything else comes from configuration only. */
enum PlatformSetting {
    WECOM_CORP_ID("siyu.wecom.corp-id", "\\S{4,64}"),
    WECOM_AGENT_ID("siyu.wecom.agent-id", "\\d{1,9}"),
    WECOM_SECRET("siyu.wecom.secret", "\\S{16,128}"),
    WECOM_CALLBACK_TOKEN("siyu.wecom.callback-token", "[A-Za-z0-9]{3,32}"),
    WECOM_CALLBACK_AES_KEY("siyu.wecom.callback-aes-key", "[A-Za-z0-9]{43}"),
    MINI_APP_ID("siyu.wechat.mini.app-id", "wx[a-z0-9]{16}"),
    MINI_SECRET("siyu.wechat.mini.secret", "[A-Za-z0-9]{32}"),
    OFFICIAL_APP_ID("siyu.wechat.official.app-id", "wx[a-z0-9]{16}"),
    OFFICIAL_SECRET("siyu.wechat.official.secret", "[A-Za-z0-9]{32}"),
    /** Hosts, with commas between them. */
    OFFICIAL_DOMAINS("siyu.wechat.official.domains", "[a-z0-9.-]{4,100}(,[a-z0-9.-]{4,100}){0,9}"),
    PAY_APP_ID("siyu.wechatpay.app-id", "wx[a-z0-9]{16}"),
    PAY_MCH_ID("siyu.wechatpay.mch-id", "\\d{8,12}"),
    PAY_MERCHANT_SERIAL("siyu.wechatpay.merchant-serial", "[A-Fa-f0-9]{30,64}"),
    PAY_MERCHANT_PRIVATE_KEY("siyu.wechatpay.merchant-private-key", pem("PRIVATE KEY")),
    PAY_PLATFORM_PUBLIC_KEY("siyu.wechatpay.platform-public-key", pem("PUBLIC KEY")),
    PAY_PLATFORM_PUBLIC_KEY_ID("siyu.wechatpay.platform-public-key-id", "PUB_KEY_ID_\\w{8,64}"),
    PAY_API_V3_KEY("siyu.wechatpay.api-v3-key", "[A-Za-z0-9]{32}");

    private final String property;
    private final Pattern form;

    PlatformSetting(String property, String form) {
        this.property = property;
        this.form = Pattern.compile(form);
    }

    String property() {
        return property;
    }

    boolean accepts(String value) {
        return form.matcher(value).matches();
    }

    static Optional<PlatformSetting> of(String property) {
        return Arrays.stream(values())
                .filter(one -> one.property.equals(property))
                .findFirst();
    }

    private static String pem(String what) {
        return "-----BEGIN %s-----[A-Za-z0-9+/=\\s]{100,8000}-----END %s-----".formatted(what, what);
    }
}
