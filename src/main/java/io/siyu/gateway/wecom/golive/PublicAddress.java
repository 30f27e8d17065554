package io.siyu.gateway.wecom.golive;

import io.siyu.gateway.wecom.client.WeComProperties;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where others reach this installation: {@code siyu.public-url}, or this machine when it is not set. */
@Component
class PublicAddress {

    private static final Pattern NOBODY_ELSE = Pattern.compile(
            "localhost|127\\..*|0\\.0\\.0\\.0|10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|\\[.*]|.*\\.local(domain)?");

    private final Environment environment;

    PublicAddress(Environment environment) {
        this.environment = environment;
    }

    /** Why it is none that the platform can reach safely. */
    enum Flaw {
        NONE,
        NOT_SET,
        NO_HTTPS,
        NOT_PUBLIC
    }

    String base() {
        String configured = configured();
        if (configured.isBlank()) {
            String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
            return "http://127.0.0.1:" + port;
        }
        return configured.endsWith("/") ? configured.substring(0, configured.length() - 1) : configured;
    }

    String callback() {
        return base() + "/callbacks/wecom/" + WeComProperties.APP;
    }

    Flaw flaw() {
        return flawOf(configured());
    }

    static Flaw flawOf(String address) {
        if (address.isBlank()) {
            return Flaw.NOT_SET;
        }
        URI uri = URI.create(address.strip());
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        if (!host.contains(".") || NOBODY_ELSE.matcher(host).matches()) {
            return Flaw.NOT_PUBLIC;
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? Flaw.NONE : Flaw.NO_HTTPS;
    }

    private String configured() {
        return environment.getProperty("siyu.public-url", "");
    }
}
