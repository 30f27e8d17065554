package io.siyu.gateway.pay;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where WeChat Pay posts its notifications: under {@code siyu.public-url}, or at this machine when it is not set. */
@Component
class NoticeAddress {

    private static final String PATH = "/callbacks/wechatpay";

    private final Environment environment;

    NoticeAddress(Environment environment) {
        this.environment = environment;
    }

    String url() {
        String base = environment.getProperty("siyu.public-url", "");
        if (base.isBlank()) {
            String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
            base = "http://127.0.0.1:" + port;
        }
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH;
    }
}
