package io.siyu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SiyuTest
class SecurityTests {

    @Autowired
    ApplicationContext context;

    @Test
    void what_no_chain_names_is_refused() {
        ConsoleClient stranger = ConsoleClient.anonymous(context);
        stranger.get("/api/open/anything").expectProblem(401, "request.unauthenticated");
        stranger.get("/actuator/env", Map.of("X-Forwarded-For", "203.0.113.9")).expect(401);
        stranger.get("/api/staff/anything").expect(401);
        stranger.get("/actuator/health").expect(200);
        stranger.get("/v3/api-docs").expect(200);
    }

    @Test
    void refusals_speak_the_language_that_was_asked_for() {
        ConsoleClient stranger = ConsoleClient.anonymous(context);
        Answer chinese = stranger.get("/api/admin/customers", Map.of("Accept-Language", "zh-CN"));
        Answer english = stranger.get("/api/admin/customers", Map.of("Accept-Language", "en"));
        Answer silent = stranger.get("/api/admin/customers");
        assertThat(chinese.json().path("detail").asString()).isEqualTo("请先登录");
        assertThat(silent.json().path("detail").asString()).isEqualTo("请先登录");
        assertThat(english.json().path("detail").asString()).isEqualTo("Please sign in first");
    }

    @Test
    void the_phones_open_to_this_machine_only_and_never_through_a_proxy() {
        ConsoleClient stranger = ConsoleClient.anonymous(context);
        stranger.get("/sandbox/api/clock").expect(200);
        for (String header : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")) {
            stranger.get("/sandbox/api/clock", Map.of(header, "203.0.113.9"))
                    .expectProblem(401, "request.unauthenticated");
        }
        ConsoleClient.administrator(context)
                .get("/sandbox/api/clock", Map.of("X-Forwarded-For", "203.0.113.9"))
                .expect(200);
    }

    @Test
    void the_mall_asks_for_a_token_and_takes_no_wrong_one() {
        ConsoleClient.anonymous(context).get("/api/mall/me").expectProblem(401, "request.unauthenticated");
        ConsoleClient.administrator(context).get("/api/mall/me").expect(401);
        ConsoleClient.anonymous(context)
                .get("/api/mall/me", Map.of("Authorization", "Bearer nonsense"))
                .expectProblem(401, "request.unauthenticated");
    }
}
