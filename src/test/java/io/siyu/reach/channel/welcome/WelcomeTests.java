package io.siyu.reach.channel.welcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.ContactWays;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.gateway.wecom.WelcomeAttempt;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Welcomes through the inbox to the sandbox's phones, while the platform is unwell. */
@SiyuTest
@Import(MovableClock.class)
class WelcomeTests {

    private static final String SEND = "/cgi-bin/externalcontact/send_welcome_msg";
    private static final AtomicLong IDS = new AtomicLong(9_000_000);

    @Autowired
    ApplicationContext context;

    @Autowired
    ContactWays ways;

    @Autowired
    WelcomeSender sender;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    SandboxPhones phones;
    String guide = "";
    String customer = "";
    long phone;

    @BeforeEach
    void prepare() {
        phones = new SandboxPhones(context);
        guide = phones.member("小周");
        var made = phones.phone("林女士");
        phone = made.path("id").asLong();
        customer = made.path("externalUserid").asString();
    }

    @Test
    void a_busy_platform_is_asked_again_for_as_long_as_the_code_lives() {
        fault("REFUSE", "-1", 6);
        befriend();
        for (int attempt = 1; attempt <= 3; attempt++) {
            awaitFailed(attempt);
            assertThat(touches()).isEmpty();
            clock.advance(Duration.ofSeconds(1));
        }
        await().untilAsserted(() -> assertThat(touches()).containsExactly("SENT"));
        assertThat(greetings()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(shown()).isEqualTo("done SENT"));
    }

    @Test
    void a_platform_that_stays_busy_until_the_code_is_dead_is_recorded_once_as_too_late() {
        fault("REFUSE", "45033", 3);
        befriend();
        awaitFailed(1);
        clock.advance(Duration.ofSeconds(21));
        await().untilAsserted(() -> assertThat(touches()).containsExactly("LATE"));
        assertThat(greetings()).isZero();
        await().untilAsserted(() -> assertThat(shown()).isEqualTo("done NOT_SENT"));
    }

    @Test
    void an_answer_that_was_lost_is_found_out_to_be_a_yes() {
        fault("LOSE_ANSWER", "0", 1);
        befriend();
        awaitFailed(1);
        clock.advance(Duration.ofSeconds(1));
        await().untilAsserted(() -> assertThat(touches()).containsExactly("SENT"));
        assertThat(greetings()).isEqualTo(1);
    }

    @Test
    void after_a_crash_a_used_code_means_sent_and_a_dead_one_that_nobody_knows() {
        befriend();
        await().untilAsserted(() -> assertThat(touches()).containsExactly("SENT"));
        Instant deadline = clock.instant().plusSeconds(20);
        sender.welcome(told(), attempt(deadline, true)).record().run();
        assertThat(touches()).containsExactly("SENT", "SENT");
        clock.setTo(deadline.plusSeconds(1));
        sender.welcome(told(), attempt(deadline, true)).record().run();
        assertThat(touches()).containsExactly("SENT", "SENT", "UNKNOWN");
        sender.welcome(told(), attempt(deadline, false)).record().run();
        assertThat(touches()).containsExactly("SENT", "SENT", "UNKNOWN", "LATE");
        assertThat(greetings()).isEqualTo(1);
    }

    @Test
    void a_code_that_somebody_else_used_is_never_recorded_as_our_greeting() {
        befriend();
        await().untilAsserted(() -> assertThat(touches()).containsExactly("SENT"));
        Instant deadline = clock.instant().plusSeconds(20);
        fault("REFUSE", "41051", 2);
        sender.welcome(told(), attempt(deadline, true)).record().run();
        assertThat(reasons().getLast()).startsWith("UNKNOWN 发送时没有得到答复");
        sender.welcome(told(), attempt(deadline, false)).record().run();
        assertThat(reasons().getLast()).isEqualTo("SKIPPED " + Swallowed.USED);
    }

    @Test
    void what_became_of_a_welcome_is_still_known_when_our_database_refused_the_record() {
        jdbc.sql("alter table outreach_touch add constraint refused check (kind <> 'WELCOME') not valid")
                .update();
        fault("REFUSE", "41051", 1);
        befriend();
        try {
            awaitFailed(1);
        } finally {
            jdbc.sql("alter table outreach_touch drop constraint refused").update();
        }
        clock.advance(Duration.ofSeconds(1));
        await().untilAsserted(() -> assertThat(reasons()).containsExactly("SKIPPED " + Swallowed.USED));
        assertThat(greetings()).isZero();
        await().untilAsserted(() -> assertThat(shown()).isEqualTo("done NOT_SENT"));
    }

    @Test
    void an_answer_that_was_lost_stays_unknown_when_the_code_may_have_died_on_its_way() {
        befriend();
        await().untilAsserted(() -> assertThat(touches()).containsExactly("SENT"));
        Instant now = clock.instant();
        sender.welcome(told(), new WelcomeAttempt(now.plusSeconds(20), now.minusSeconds(70), true, () -> true))
                .record()
                .run();
        assertThat(touches()).containsExactly("SENT", "UNKNOWN");
    }

    @Test
    void an_attempt_that_was_overtaken_neither_sends_nor_records() {
        Instant deadline = clock.instant().plusSeconds(20);
        sender.welcome(told(), new WelcomeAttempt(deadline, deadline, false, () -> false))
                .record()
                .run();
        assertThat(touches()).isEmpty();
    }

    @Test
    void nothing_is_recorded_while_the_platform_may_still_take_it() {
        fault("REFUSE", "41096", 1);
        assertThatThrownBy(() -> sender.welcome(told(), attempt(clock.instant().plusSeconds(20), false)))
                .isInstanceOf(WeComException.class);
        assertThat(touches()).isEmpty();
    }

    private static WelcomeAttempt attempt(Instant deadline, boolean maybeSent) {
        return new WelcomeAttempt(deadline, deadline, maybeSent, () -> true);
    }

    private void befriend() {
        String configId =
                ways.add(List.of(guide), RandomCode.letters(20), true, "").configId();
        phones.post("phones/" + phone + "/friends", Map.of("configId", configId, "userid", guide))
                .expect(200);
    }

    private void fault(String kind, String code, int times) {
        phones.post("admin/faults", Map.of("path", SEND, "kind", kind, "code", code, "times", times))
                .expect(201);
    }

    private void awaitFailed(int attempt) {
        await().untilAsserted(() -> assertThat(jdbc.sql("""
                select welcome_attempts from wecom_inbox
                where relation = :relation and welcome_state = 'due' and welcome_error is not null
                  and welcome_next_at < :soon""")
                        .param("relation", customer + "|" + guide)
                        .param(
                                "soon",
                                clock.instant()
                                        .plusSeconds(1)
                                        .atZone(clock.getZone())
                                        .toOffsetDateTime())
                        .query(Integer.class)
                        .optional())
                .contains(attempt));
    }

    /** The welcome code of the friendship, told under a number of its own. */
    private Callback told() {
        String code = jdbc.sql("select fields ->> 'WelcomeCode' from wecom_inbox where relation = :relation")
                .param("relation", customer + "|" + guide)
                .query(String.class)
                .optional()
                .orElse("no-such-code");
        Map<String, String> fields = Map.of(
                "ChangeType", "add_external_contact",
                "ExternalUserID", customer,
                "UserID", guide,
                "WelcomeCode", code);
        return new Callback(IDS.incrementAndGet(), fields, clock.instant(), (id, atMost) -> Optional.empty());
    }

    private List<String> touches() {
        return jdbc.sql("""
                select t.state from outreach_touch t join customer_identity i on i.customer_id = t.customer_id
                where i.key = :customer order by t.id""").param("customer", customer).query(String.class).list();
    }

    /** What operators see of it in the list of touches. */
    private List<String> reasons() {
        return jdbc.sql("""
                select t.state || ' ' || t.reason from outreach_touch t join customer_identity i on i.customer_id = t.customer_id
                where i.key = :customer order by t.id""").param("customer", customer).query(String.class).list();
    }

    /** What operators see of it in the callback. */
    private String shown() {
        long id = jdbc.sql("select id from wecom_inbox where relation = :relation")
                .param("relation", customer + "|" + guide)
                .query(Long.class)
                .single();
        JsonNode row = ConsoleClient.administrator(context)
                .get("/api/admin/callbacks/" + id)
                .expect(200)
                .json();
        return row.path("welcomeState").asString() + " "
                + row.path("welcomeOutcome").asString();
    }

    private long greetings() {
        return phones.chat(phone, guide).stream()
                .filter(bubble -> bubble.path("sender").asString().equals("WELCOME"))
                .count();
    }
}
