package io.siyu.gateway.wecom.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.foundation.alert.Alert;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.gateway.wecom.client.WeComCalls;
import io.siyu.sandbox.SandboxTest;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** An API that was called too often is shown as left alone, until when, and no longer than it is. */
@SandboxTest
class PauseShownTests {

    /** Nothing in the background calls it. */
    private static final String API = "/cgi-bin/user/get";

    @Autowired
    ApplicationContext context;

    @Autowired
    MovableClock clock;

    @Autowired
    WeComCalls calls;

    @Autowired
    CallTally tally;

    @Autowired
    PausedApis alerts;

    @Test
    void too_often_is_shown_with_the_end_of_its_pause_and_counted_once() {
        SandboxPhones phones = new SandboxPhones(context);
        Map<String, String> member = Map.of("userid", phones.member("小周"));
        calls.get(API, member);
        long before = shown().path("limited").asLong();
        phones.post("admin/faults", Map.of("path", API, "kind", "REFUSE", "code", "45009", "times", 2))
                .expect(201);

        assertTooOften(member);
        assertThat(until()).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
        assertTooOften(member);
        assertThat(shown().path("limited").asLong())
                .as("the second was not sent")
                .isEqualTo(before + 1);
        assertThat(alerts.standing()).extracting(Alert::subject).contains(API);

        clock.advance(Duration.ofMinutes(1));
        assertThat(shown().path("pausedUntil").isMissingNode()).isTrue();
        assertTooOften(member);
        assertThat(until())
                .as("longer the second time")
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));

        clock.advance(Duration.ofMinutes(10));
        calls.get(API, member);
        assertThat(shown().path("pausedUntil").isMissingNode()).isTrue();
        assertThat(alerts.standing()).extracting(Alert::subject).doesNotContain(API);
    }

    private void assertTooOften(Map<String, String> member) {
        assertThatThrownBy(() -> calls.get(API, member)).isInstanceOfSatisfying(WeComException.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(WeComException.Kind.LIMITED);
            assertThat(refusal.code()).isEqualTo(45009);
        });
    }

    private Instant until() {
        return Instant.parse(shown().path("pausedUntil").asString());
    }

    private JsonNode shown() {
        tally.write();
        return ConsoleClient.administrator(context)
                .get("/api/admin/wecom/quota")
                .expect(200)
                .json()
                .path("apis")
                .valueStream()
                .filter(one -> one.path("api").asString().equals(API))
                .findFirst()
                .orElseThrow();
    }
}
