package io.siyu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.shared.RandomCode;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

/** As behind a proxy that ends TLS and is trusted to say so. */
@SiyuTest
@TestPropertySource(
        properties = {
            "server.forward-headers-strategy=native",
            "siyu.public-url=https://brand.example",
            "siyu.limits.sign-in-per-address=1000"
        })
class BehindProxyTests {

    @Autowired
    ApplicationContext context;

    private static Map<String, String> from(String address) {
        return Map.of("X-Forwarded-For", address, "X-Forwarded-Proto", "https", "X-Forwarded-Host", "brand.example");
    }

    private static Map<String, String> credentials(String username) {
        return Map.of("username", username, "password", "not this one");
    }

    @Test
    void over_https_browsers_are_told_to_stay_there_and_cookies_never_leave_it() {
        Answer secure = ConsoleClient.anonymous(context).get("/api/admin/session", from("203.0.113.1"));
        assertThat(secure.headers().firstValue("Strict-Transport-Security").orElse(""))
                .startsWith("max-age=31536000")
                .doesNotContain("includeSubDomains");
        assertThat(secure.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one).contains("Secure"));
        Answer plain = ConsoleClient.anonymous(context).get("/api/admin/session");
        assertThat(plain.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void wechat_sends_visitors_back_to_the_public_address_whatever_the_proxy_says() {
        String away = ConsoleClient.anonymous(context)
                .get("/c/abcdef", Map.of("User-Agent", "Mozilla/5.0 (iPhone) MicroMessenger/8.0.60"))
                .expect(302)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(away).contains("redirect_uri=https%3A%2F%2Fbrand.example%2Fc%2Fwechat%2Fabcdef&");
    }

    @Test
    void an_address_that_guesses_at_many_names_has_to_wait_and_its_neighbour_has_not() {
        ConsoleClient guesser = ConsoleClient.anonymous(context);
        guesser.get("/api/admin/session");
        for (int i = 0; i < 20; i++) {
            guesser.post("/api/admin/session", credentials("n-" + RandomCode.letters(10)), from("203.0.113.7"))
                    .expectProblem(403, "session.refused");
        }
        guesser.post("/api/admin/session", credentials("n-" + RandomCode.letters(10)), from("203.0.113.7"))
                .expectProblem(429, "session.locked");
        guesser.post("/api/admin/session", credentials("n-" + RandomCode.letters(10)), from("203.0.113.8"))
                .expectProblem(403, "session.refused");
    }

    @Test
    void the_phones_are_closed_to_everybody_who_is_not_signed_in_even_to_this_machine() {
        ConsoleClient stranger = ConsoleClient.anonymous(context);
        stranger.get("/sandbox/api/clock").expectProblem(401, "request.unauthenticated");
        stranger.get("/sandbox/api/clock", from("127.0.0.1")).expectProblem(401, "request.unauthenticated");
        ConsoleClient.administrator(context).get("/sandbox/api/clock").expect(200);
    }
}
