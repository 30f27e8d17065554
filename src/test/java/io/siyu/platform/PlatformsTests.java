package io.siyu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.staff.RoleScope;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
class PlatformsTests {

    private static final String PATH = "/api/admin/platforms";
    private static final String NAME = "siyu.wecom.secret";
    private static final String SECRET = "Zr8x2-real-looking-secret-0042";

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    @Test
    void a_secret_goes_in_and_never_comes_out_again() {
        ConsoleClient console = ConsoleClient.administrator(context);
        console.put(PATH + "/" + NAME, Map.of("value", SECRET)).expect(204);
        var list = console.get(PATH).expect(200);
        JsonNode setting = list.json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("name").asString().equals(NAME))
                .findFirst()
                .orElseThrow();
        assertThat(setting.path("setAt").asString()).isNotBlank();
        assertThat(list.text()).doesNotContain(SECRET);
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'platform.set' and object_id = :name")
                        .param("name", NAME)
                        .query(Integer.class)
                        .single())
                .isPositive();
        for (String table : new String[] {"audit_entry", "crypto_platform_secret"}) {
            assertThat(jdbc.sql("select count(*) from " + table + " t where t::text like '%' || :secret || '%'")
                            .param("secret", SECRET)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        console.delete(PATH + "/" + NAME).expect(204);
        console.delete(PATH + "/" + NAME).expectProblem(404, "platform.not_set");
    }

    @Test
    void what_is_configured_wins_and_the_page_says_where_it_comes_from() {
        ConsoleClient console = ConsoleClient.administrator(context);
        String configured = environment.getProperty("siyu.wecom.callback-token");
        console.put(PATH + "/siyu.wecom.callback-token", Map.of("value", "SomeOtherToken"))
                .expect(204);
        assertThat(environment.getProperty("siyu.wecom.callback-token")).isEqualTo(configured);
        assertThat(console.get(PATH).expect(200).json().path("items").valueStream())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.path("source").asString()).isEqualTo("SANDBOX"))
                .allSatisfy(
                        one -> assertThat(one.path("awaitsRestart").asBoolean()).isFalse());
    }

    @Test
    void what_cannot_be_right_is_refused_and_so_is_everything_that_is_no_credential() {
        ConsoleClient console = ConsoleClient.administrator(context);
        console.put(PATH + "/siyu.wecom.callback-aes-key", Map.of("value", "too short"))
                .expectProblem(400, "platform.value_invalid");
        console.put(PATH + "/siyu.wechatpay.merchant-private-key", Map.of("value", "-----BEGIN PUBLIC KEY-----"))
                .expectProblem(400, "platform.value_invalid");
        console.put(PATH + "/siyu.master-key", Map.of("value", "x")).expectProblem(404, "platform.unknown");
        ConsoleClient.with(context, RoleScope.ALL, null, "user.write")
                .get(PATH)
                .expectProblem(403, "request.forbidden");
    }
}
