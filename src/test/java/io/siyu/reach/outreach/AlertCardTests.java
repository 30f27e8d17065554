package io.siyu.reach.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.Alerts;
import io.siyu.people.relation.LeadLists;
import io.siyu.people.relation.ListedPerson;
import io.siyu.people.staff.StaffSetup;
import io.siyu.sandbox.SandboxTest;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Alerts reach the people concerned in WeChat Work: once, and not at night. */
@SandboxTest
class AlertCardTests {

    /** Nobody looks by himself whether this one is over. */
    private static final String KIND = "wecom.refused";

    /** A card is planned and sent by works that look every few seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Autowired
    ApplicationContext context;

    @Autowired
    Alerts alerts;

    @Autowired
    StaffSetup setup;

    @Autowired
    LeadLists lists;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    SandboxPhones phones;
    String user;
    StaffId guide;
    final String subject = "s-" + RandomCode.letters(10);

    @BeforeEach
    void inTheMorning() {
        phones = new SandboxPhones(context);
        user = phones.member("当事人");
        guide = setup.createStaff(user, "当事人", null);
        moveTo(LocalTime.of(10, 0));
    }

    @Test
    void who_is_concerned_gets_one_card_a_day_about_one_subject() {
        raise();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(cards()).hasSize(1));
        JsonNode card = cards().getFirst().path("content");
        assertThat(card.path("title").asString()).isEqualTo("企业微信不接受我们的密钥（错误码 " + subject + "）");
        assertThat(card.path("url").asString()).endsWith("/console/alerts");
        alerts.resolve(KIND, subject);
        raise();
        alerts.raise(Alert.fault(KIND, subject + "-2", null, subject + "-2").about(guide));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(cards()).hasSize(2));
        assertThat(states(subject)).containsExactly("SENT");
    }

    @Test
    void in_the_quiet_hours_it_waits_for_the_morning_and_is_dropped_when_it_is_over_by_then() {
        moveTo(LocalTime.of(22, 30));
        raise();
        alerts.raise(Alert.fault(KIND, subject + "-over", null, subject).about(guide));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(states(subject)).containsExactly("PLANNED"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states(subject + "-over")).containsExactly("PLANNED"));
        alerts.resolve(KIND, subject + "-over");
        assertThat(cards()).isEmpty();
        moveTo(LocalTime.of(9, 1));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(states(subject)).containsExactly("SENT"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states(subject + "-over")).containsExactly("DROPPED"));
        assertThat(cards()).hasSize(1);
    }

    @Test
    void operators_decide_whether_there_are_cards_and_who_else_gets_them() {
        ConsoleClient console = ConsoleClient.administrator(context);
        String other = phones.member("值班");
        StaffId onCall = setup.createStaff(other, "值班", null);
        console.put(
                        "/api/admin/alerts/settings/" + KIND,
                        Map.of("enabled", true, "card", true, "staffIds", List.of(onCall.value())))
                .expect(204);
        alerts.raise(Alert.fault(KIND, subject, null, subject));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(phones.appMessages(other).toString()).contains(subject));
        console.put("/api/admin/alerts/settings/" + KIND, Map.of("enabled", true, "card", true, "staffIds", List.of()))
                .expect(204);
        console.put("/api/admin/alerts/settings/no.such", Map.of("enabled", true, "card", true, "staffIds", List.of()))
                .expectProblem(404, "alert.kind_unknown");
        console.put(
                        "/api/admin/alerts/settings/relation.lost",
                        Map.of("enabled", true, "card", true, "staffIds", List.of()))
                .expectProblem(400, "alert.threshold_missing");
        assertThat(console.get("/api/admin/alerts/settings")
                        .expect(200)
                        .json()
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("kind").asString()))
                .contains("relation.lost", "relation.deleted_by_guide", "channel.silent", "channel.capped", KIND);
    }

    @Test
    void who_got_leads_is_told_the_way_to_them_and_nobody_else() {
        long batch = lists.create(
                "名单" + subject,
                "短信",
                "运营",
                List.of(new ListedPerson("136" + RandomCode.digits(8), "王女士", "", null, null)));
        ConsoleClient console = ConsoleClient.administrator(context);
        JsonNode lead = console.get("/api/admin/leads?batchId=" + batch)
                .expect(200)
                .json()
                .path("items")
                .path(0);
        console.post(
                        "/api/admin/leads/assignments",
                        Map.of(
                                "leads",
                                List.of(lead.path("id").asLong()),
                                "takers",
                                List.of(Map.of("staffId", guide.value(), "weight", 1)),
                                "byStore",
                                false,
                                "reassign",
                                false))
                .expect(200);
        clock.advance(Duration.ofMinutes(2));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(cards()).hasSize(1));
        JsonNode card = cards().getFirst().path("content");
        assertThat(card.path("description").asString()).contains("1 条线索");
        String page = URI.create(card.path("url").asString()).getPath();
        assertThat(ConsoleClient.anonymous(context).get(page).expect(200).text())
                .contains("王女士");
        String token = page.substring(page.lastIndexOf('/') + 1);
        assertThat(console.get("/api/admin/staff/" + guide + "/presence")
                        .expect(200)
                        .text())
                .doesNotContain(token);
    }

    private void raise() {
        alerts.raise(Alert.fault(KIND, subject, null, subject).about(guide));
    }

    private List<JsonNode> cards() {
        return phones.appMessages(user);
    }

    private List<String> states(String about) {
        return jdbc.sql("select state from outreach_card where subject = :subject and staff_id = :staff order by id")
                .param("subject", about)
                .param("staff", guide.value())
                .query(String.class)
                .list();
    }

    private void moveTo(LocalTime time) {
        ZonedDateTime now = clock.instant().atZone(MovableClock.ZONE);
        ZonedDateTime then = now.with(time);
        clock.setTo((then.isAfter(now) ? then : then.plusDays(1)).toInstant());
    }
}
