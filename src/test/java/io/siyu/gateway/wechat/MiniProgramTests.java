package io.siyu.gateway.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.shared.DomainException;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@SiyuTest
class MiniProgramTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    MiniProgram miniProgram;

    @Autowired
    TransactionTemplate transaction;

    SandboxPhones phones;
    JsonNode phone;

    MiniProgramTests(@Autowired ApplicationContext context) {
        phones = new SandboxPhones(context);
        phone = phones.phone("林女士");
    }

    @BeforeEach
    void everybody_has_a_phone_of_their_own() {
        assertThat(phone.path("openid").asString()).isNotBlank();
    }

    @Test
    void a_code_says_once_who_it_was() {
        String code = phones.loginCode(phone.path("id").asLong());
        Login login = miniProgram.login(code);
        assertThat(login.openId()).isEqualTo(phone.path("openid").asString());
        assertThat(login.unionId()).isEqualTo(phone.path("unionid").asString());
        assertRefused(() -> miniProgram.login(code), "wechat.code_invalid");
    }

    @Test
    void a_phone_number_is_given_for_its_own_kind_of_code() {
        String code = phones.post("phones/" + phone.path("id").asLong() + "/mini/phone-number", null)
                .expect(200)
                .json()
                .path("code")
                .asString();
        assertThat(miniProgram.phone(code)).isEqualTo(phone.path("phone").asString());
        assertRefused(() -> miniProgram.phone(phones.loginCode(phone.path("id").asLong())), "wechat.code_invalid");
    }

    @Test
    void what_is_no_code_does_not_reach_the_platform() {
        for (String bad : List.of("", "a&appid=other", "a b", "x".repeat(200), "码")) {
            assertRefused(() -> miniProgram.login(bad), "wechat.code_invalid");
        }
    }

    @Test
    void nobody_is_asked_inside_a_transaction() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> miniProgram.login("code")))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void assertRefused(Runnable call, String code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
