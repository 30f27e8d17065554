package io.siyu.gateway.wecom.golive;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.gateway.wecom.GoLiveCheck;
import io.siyu.gateway.wecom.client.WeComProperties;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** Whether we are reached where we say that we are, and whether we know what time it is. */
@SiyuTest
class CallbackCheckTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    WeComProperties properties;

    @Autowired
    Environment environment;

    @Autowired
    Web web;

    @Test
    void the_question_of_the_platform_is_asked_and_answered() throws Exception {
        assertThat(new CallbackCheck(properties, new PublicAddress(environment), web, jdbc, clock)
                        .look()
                        .code())
                .isIn("callback.ok", "callback.silent");
        assertThat(askedAt("http://127.0.0.1:1").code()).isEqualTo("callback.unreachable");
        try (Stranger stranger = new Stranger(200, "welcome to nginx")) {
            assertThat(askedAt(stranger.url()).code()).isEqualTo("callback.wrong_answer");
        }
        try (Stranger stranger = new Stranger(404, "")) {
            assertThat(askedAt(stranger.url()).code()).isEqualTo("callback.status");
        }
    }

    @Test
    void somebody_else_behind_our_name_is_noticed() throws Exception {
        try (Stranger stranger = new Stranger(200, "welcome to nginx")) {
            assertThat(foundAt(stranger).code()).isEqualTo("public.somebody_else");
        }
        try (Stranger stranger = new Stranger(502, "")) {
            GoLiveCheck.Finding found = foundAt(stranger);
            assertThat(found.code()).isEqualTo("public.somebody_else");
            assertThat(found.arguments()).containsExactly("https://scrm.example.com", "502");
        }
        try (Stranger ourselves = new Stranger(200, "{\"now\":\"2026-11-28T08:00:00Z\"}")) {
            assertThat(foundAt(ourselves).code()).isEqualTo("public.ok");
        }
        Stranger gone = new Stranger(200, "");
        gone.close();
        assertThat(foundAt(gone).code()).isEqualTo("public.unreachable");
    }

    @Test
    void a_clock_that_is_astray_is_seen_by_the_time_in_the_platforms_answers() throws Exception {
        Clock right = Clock.systemUTC();
        // Later than any callback that other tests have had.
        Clock fast = Clock.offset(right, Duration.ofDays(10));
        try (Stranger platform = new Stranger(404, "")) {
            assertThat(timeAt(platform, right).code()).isEqualTo("clock.ok");
            GoLiveCheck.Finding ahead = timeAt(platform, fast);
            assertThat(ahead.code()).isEqualTo("clock.ahead");
            assertThat(Long.parseLong(ahead.arguments().getFirst()))
                    .isBetween(
                            Duration.ofDays(10).toSeconds() - 60,
                            Duration.ofDays(10).toSeconds() + 60);
        }
        Stranger silent = new Stranger(200, "");
        silent.close();
        assertThat(timeAt(silent, fast).code()).isEqualTo("clock.unknown");
    }

    private static GoLiveCheck.Finding foundAt(Stranger stranger) {
        MockEnvironment named = new MockEnvironment().withProperty("siyu.public-url", "https://scrm.example.com/");
        return new PublicAddressCheck(new PublicAddress(named), stranger.behindEveryName()).look();
    }

    private GoLiveCheck.Finding timeAt(Stranger platform, Clock ours) {
        WeComProperties real = new WeComProperties("https://qyapi.example.com", "ww1", 1, "secret", null, null);
        return new ClockCheck(real, platform.behindEveryName(), jdbc, ours).look();
    }

    @ParameterizedTest
    @CsvSource({
        "'', NOT_SET",
        "http://scrm.example.com, NO_HTTPS",
        "https://scrm.example.com/, NONE",
        "https://localhost, NOT_PUBLIC",
        "https://192.168.1.7:8443, NOT_PUBLIC",
        "https://172.20.0.3, NOT_PUBLIC",
        "https://172.40.0.3, NONE",
        "https://intranet, NOT_PUBLIC",
    })
    void an_address_must_be_public_and_safe(String address, PublicAddress.Flaw flaw) {
        assertThat(PublicAddress.flawOf(address)).isEqualTo(flaw);
    }

    private GoLiveCheck.Finding askedAt(String url) {
        MockEnvironment environment = new MockEnvironment().withProperty("siyu.public-url", url);
        return new CallbackCheck(properties, new PublicAddress(environment), web, jdbc, clock).look();
    }
}
