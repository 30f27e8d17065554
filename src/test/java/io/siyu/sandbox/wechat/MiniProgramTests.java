package io.siyu.sandbox.wechat;

import static io.siyu.sandbox.PlatformClient.errcode;
import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.sandbox.PlatformClient;
import io.siyu.sandbox.SandboxTest;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@SandboxTest
class MiniProgramTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    MovableClock clock;

    PlatformClient server;
    SandboxPhones phones;
    JsonNode visitor;

    @BeforeEach
    void open() {
        server = new PlatformClient(context.getEnvironment());
        phones = new SandboxPhones(context);
        visitor = phones.phone("访客");
    }

    @Test
    void a_login_code_tells_once_who_the_visitor_is() {
        String code = phones.loginCode(visitor.path("id").asLong());
        JsonNode session = session(code);
        assertThat(session.path("openid")).isEqualTo(visitor.path("openid"));
        assertThat(session.path("unionid")).isEqualTo(visitor.path("unionid"));
        assertThat(session.path("session_key").asString()).isNotBlank();
        assertThat(errcode(session(code))).isEqualTo(40163);
        assertThat(errcode(session("invented"))).isEqualTo(40029);
    }

    @Test
    void a_login_code_is_good_for_five_minutes_and_for_its_app() {
        String code = phones.loginCode(visitor.path("id").asLong());
        JsonNode foreign = server.raw(
                "GET", "/sns/jscode2session?appid=wx00&secret=x&grant_type=authorization_code&js_code=" + code, null);
        assertThat(errcode(foreign)).isEqualTo(40013);
        clock.advance(Duration.ofMinutes(5));
        assertThat(errcode(session(code))).isEqualTo(40029);
    }

    @Test
    void a_phone_number_is_read_with_a_token_and_a_code_of_its_own() {
        String path = "phones/" + visitor.path("id").asLong() + "/mini/phone-number";
        String code = phones.post(path, null).expect(200).json().path("code").asString();
        assertThat(errcode(number("invented", code))).isEqualTo(40001);
        String token = stableToken();
        assertThat(stableToken()).isEqualTo(token);
        JsonNode info = number(token, code).path("phone_info");
        assertThat(info.path("purePhoneNumber")).isEqualTo(visitor.path("phone"));
        assertThat(info.path("watermark").path("appid").asString())
                .isEqualTo(server.property("siyu.wechat.mini.app-id"));
        assertThat(errcode(number(token, code))).isEqualTo(40163);
        assertThat(errcode(number(token, phones.loginCode(visitor.path("id").asLong()))))
                .isEqualTo(40029);
        clock.advance(Duration.ofHours(2));
        assertThat(errcode(number(token, code))).isEqualTo(42001);
    }

    private JsonNode session(String code) {
        return server.raw(
                "GET",
                "/sns/jscode2session?appid=" + server.property("siyu.wechat.mini.app-id") + "&secret="
                        + server.property("siyu.wechat.mini.secret") + "&grant_type=authorization_code&js_code=" + code
                        + "&access_token=whatever",
                null);
    }

    private String stableToken() {
        return server.raw(
                        "POST",
                        "/cgi-bin/stable_token",
                        "{\"grant_type\":\"client_credential\",\"appid\":\""
                                + server.property("siyu.wechat.mini.app-id") + "\",\"secret\":\""
                                + server.property("siyu.wechat.mini.secret") + "\",\"force_refresh\":false}")
                .path("access_token")
                .asString();
    }

    private JsonNode number(String token, String code) {
        return server.raw(
                "POST", "/wxa/business/getuserphonenumber?access_token=" + token, "{\"code\":\"" + code + "\"}");
    }
}
