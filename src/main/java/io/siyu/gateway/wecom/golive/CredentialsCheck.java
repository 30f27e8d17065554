package io.siyu.gateway.wecom.golive;

import io.siyu.gateway.wecom.GoLiveCheck;
import io.siyu.gateway.wecom.client.WeComProperties;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Corporation, app and secret: asked for a token as if we had none, because one that is still valid would hide a secret that was reset. */
@Component
@Order(1)
class CredentialsCheck implements GoLiveCheck {

    private static final Set<Integer> WRONG = Set.of(40001, 40013, 41002, 41004);

    private final WeComProperties properties;
    private final Web web;
    private final JsonMapper json;

    CredentialsCheck(WeComProperties properties, Web web, JsonMapper json) {
        this.properties = properties;
        this.web = web;
        this.json = json;
    }

    @Override
    public String name() {
        return "credentials";
    }

    @Override
    public Finding look() {
        String corpId = properties.corpId();
        String secret = properties.secret();
        if (corpId == null || secret == null || !properties.mayCall()) {
            return Finding.failed("credentials.missing");
        }
        String address = properties.baseUrl() + "/cgi-bin/gettoken" + "?corpid=" + encoded(corpId) + "&corpsecret="
                + encoded(secret);
        try {
            JsonNode answer = json.readTree(web.get(address).body());
            int code = answer.path("errcode").asInt(0);
            if (code == 0) {
                return Finding.ok("credentials.ok", corpId);
            }
            return WRONG.contains(code)
                    ? Finding.failed("credentials." + code, code)
                    : Finding.of(State.UNKNOWN, "platform.refused", code);
        } catch (UncheckedIOException e) {
            return Finding.of(State.UNKNOWN, "platform.unreachable", Web.word(e));
        } catch (JacksonException e) {
            return Finding.of(State.UNKNOWN, "platform.unreachable", "JSON");
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
