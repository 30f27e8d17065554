package io.siyu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.ShopperClient;
import io.siyu.testing.SiyuTest;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SiyuTest
class DoorsTests {

    /** Somebody whom a proxy passed on: not of this machine, so that the limits by address hold. */
    private static final Map<String, String> FROM_OUTSIDE = Map.of("X-Forwarded-For", "203.0.113.9");

    @Autowired
    ApplicationContext context;

    @Test
    void scripts_come_from_our_own_files_only_and_nobody_frames_the_console() {
        ConsoleClient stranger = ConsoleClient.anonymous(context);
        for (String path :
                List.of("/console/", "/sandbox/", "/api/admin/session", "/api/mall/me", "/actuator/health")) {
            Answer answer = stranger.get(path);
            assertThat(header(answer, "Content-Security-Policy"))
                    .as(path)
                    .contains("script-src 'self';", "object-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe-eval");
            assertThat(header(answer, "X-Frame-Options")).as(path).isEqualTo("DENY");
            assertThat(header(answer, "X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(header(answer, "Referrer-Policy")).as(path).isEqualTo("strict-origin-when-cross-origin");
        }
    }

    @Test
    void the_side_bar_may_stand_in_a_frame_of_wechat_work_and_of_nobody_else() {
        for (String path : List.of("/staff/", "/staff/tasks/no-such-task")) {
            Answer answer = ConsoleClient.anonymous(context).get(path);
            assertThat(header(answer, "Content-Security-Policy"))
                    .as(path)
                    .contains("frame-ancestors 'self' https://work.weixin.qq.com https://*.work.weixin.qq.com");
            assertThat(answer.headers().firstValue("X-Frame-Options")).as(path).isEmpty();
        }
    }

    @Test
    void a_landing_page_keeps_its_own_narrower_policy() {
        Answer answer = ConsoleClient.anonymous(context).get("/c/nosuchcode");
        assertThat(answer.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(header(answer, "Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void cookies_are_kept_to_this_site_and_the_session_is_out_of_reach_of_scripts() {
        ConsoleClient console = ConsoleClient.administrator(context);
        Stream<String> cookies = console.delete("/api/admin/session").headers().allValues("Set-Cookie").stream();
        assertThat(cookies.filter(one -> one.startsWith("siyu_session")))
                .allSatisfy(one -> assertThat(one).contains("HttpOnly", "SameSite=Lax"));
        assertThat(header(ConsoleClient.anonymous(context).get("/api/admin/session"), "Set-Cookie"))
                .startsWith("XSRF-TOKEN")
                .contains("SameSite=Lax");
    }

    @Test
    void an_address_that_signs_in_again_and_again_is_told_when_to_come_back() {
        ConsoleClient guesser = ConsoleClient.anonymous(context);
        guesser.get("/api/admin/session");
        Answer refusal = until429(
                140, () -> guesser.post("/api/admin/session", Map.of("username", "", "password", ""), FROM_OUTSIDE));
        refusal.expectProblem(429, "request.too_many");
        assertThat(refusal.json().path("detail").asString()).contains("秒后再试");
        assertThat(Integer.parseInt(header(refusal, "Retry-After"))).isBetween(1, 60);
    }

    @Test
    void one_shopper_who_claims_coupons_without_end_is_slowed_down_and_another_is_not() {
        ShopperClient greedy = ShopperClient.fresh(context);
        ShopperClient other = ShopperClient.fresh(context);
        until429(70, () -> greedy.post("/api/mall/coupon-templates/999999999/claim", Map.of()))
                .expectProblem(429, "request.too_many");
        assertThat(other.post("/api/mall/coupon-templates/999999999/claim", Map.of())
                        .status())
                .isNotEqualTo(429);
    }

    /** A new minute may begin in between, so up to twice as many calls as are free. */
    private static Answer until429(int most, Supplier<Answer> call) {
        Answer answer = call.get();
        for (int i = 1; i < most && answer.status() != 429; i++) {
            answer = call.get();
        }
        return answer;
    }

    private static String header(Answer answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
