package io.siyu.gateway.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.shared.RandomCode;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** From the tap on "add" to the greeting in the chat, over real HTTP, encrypted, through the inbox. */
@SiyuTest
class WelcomeLatencyTests {

    private static final int FRIENDS = 7;

    @Autowired
    ApplicationContext context;

    @Autowired
    ContactWays ways;

    @Test
    void a_welcome_is_there_within_a_second_while_the_platform_answers_in_50_ms() {
        SandboxPhones phones = new SandboxPhones(context);
        String guide = phones.member("小周");
        String configId =
                ways.add(List.of(guide), RandomCode.letters(20), true, "").configId();
        befriend(phones, guide, configId);
        for (String path : List.of("/cgi-bin/externalcontact/get", "/cgi-bin/externalcontact/send_welcome_msg")) {
            phones.post("admin/faults", Map.of("path", path, "kind", "SLOW", "millis", 50, "times", FRIENDS * 4));
        }
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < FRIENDS; i++) {
            waits.add(befriend(phones, guide, configId));
        }
        Collections.sort(waits);
        assertThat(waits.get(FRIENDS / 2)).as("the middle one of %s", waits).isLessThan(Duration.ofSeconds(1));
    }

    private static Duration befriend(SandboxPhones phones, String guide, String configId) {
        long phone = phones.phone("林女士").path("id").asLong();
        long begun = System.nanoTime();
        phones.post("phones/" + phone + "/friends", Map.of("configId", configId, "userid", guide));
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> phones.chat(phone, guide).stream()
                        .anyMatch(bubble -> bubble.path("sender").asString().equals("WELCOME")));
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
