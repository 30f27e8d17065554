package io.siyu.gateway.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.shared.RandomCode;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** From the tap on "add" to the greeting in the chat, over real HTTP, encrypted, through the inbox. How fast is a benchmark's matter. */
@SiyuTest
class SlowPlatformTests {

    private static final int FRIENDS = 3;

    @Autowired
    ApplicationContext context;

    @Autowired
    ContactWays ways;

    @Test
    void every_new_friend_is_greeted_once_while_the_platform_takes_its_time() {
        SandboxPhones phones = new SandboxPhones(context);
        String guide = phones.member("小周");
        String configId =
                ways.add(List.of(guide), RandomCode.letters(20), true, "").configId();
        for (String path : List.of("/cgi-bin/externalcontact/get", "/cgi-bin/externalcontact/send_welcome_msg")) {
            phones.post("admin/faults", Map.of("path", path, "kind", "SLOW", "millis", 50, "times", FRIENDS * 2));
        }
        for (int friend = 0; friend < FRIENDS; friend++) {
            long phone = phones.phone("林女士").path("id").asLong();
            phones.post("phones/" + phone + "/friends", Map.of("configId", configId, "userid", guide));
            await().untilAsserted(
                            () -> assertThat(welcomes(phones, phone, guide)).isEqualTo(1));
        }
    }

    private static long welcomes(SandboxPhones phones, long phone, String guide) {
        return phones.chat(phone, guide).stream()
                .filter(bubble -> bubble.path("sender").asString().equals("WELCOME"))
                .count();
    }
}
