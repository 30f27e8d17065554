package io.siyu.gateway.wechat;

import org.springframework.stereotype.Component;

/**
 * Our mini-program at WeChat. Refusals are domain exceptions: {@code wechat.code_invalid} (used, expired or foreign),
 * {@code wechat.too_often}, {@code wechat.unavailable}.
 */
@Component
public class MiniProgram {

    public String appId() {
        throw new UnsupportedOperationException();
    }

    /** Who gave this code; the session key never leaves the gateway. */
    public Login login(String jsCode) {
        throw new UnsupportedOperationException();
    }

    /** The phone number that the customer allowed us to have, in full, with its country code unless it is Chinese. */
    public String phone(String code) {
        throw new UnsupportedOperationException();
    }
}
