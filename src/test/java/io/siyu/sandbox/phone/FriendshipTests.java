package io.siyu.sandbox.phone;

import static io.siyu.sandbox.PlatformClient.errcode;
import static io.siyu.sandbox.PlatformClient.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.sandbox.PlatformClient;
import io.siyu.sandbox.SandboxTest;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SandboxTest
class FriendshipTests {

    private static final String XC = "/cgi-bin/externalcontact/";

    @Autowired
    ApplicationContext context;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    PlatformClient app;
    SandboxPhones phones;
    String guide;
    long phone;
    String external;

    @BeforeEach
    void meet() {
        app = new PlatformClient(context.getEnvironment());
        phones = new SandboxPhones(context);
        guide = phones.member("苏禾");
        JsonNode made = phones.phone("周青");
        phone = made.path("id").asLong();
        external = made.path("externalUserid").asString();
    }

    /** The product greets every new friend as well, and a code works once: here it hears of none. */
    private void greetOnlyFromHere() {
        phones.post("admin/faults", Map.of("path", "callback:work", "about", guide, "kind", "LOSE", "times", 10))
                .expect(201);
    }

    @Test
    void a_scan_makes_friends_and_tells_the_product_once() {
        String code = code("state-1", true);
        assertThat(outcome(phones.add(phone, code))).isEqualTo("ADDED");
        assertThat(outcome(phones.add(phone, code))).isEqualTo("ALREADY_FRIENDS");
        List<String> told = told();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst())
                .contains("<ChangeType><![CDATA[add_external_contact]]></ChangeType>")
                .contains("<State><![CDATA[state-1]]></State>")
                .contains("<WelcomeCode>");
        JsonNode contact = ok(app.get(XC + "get?external_userid=" + external));
        assertThat(contact.path("external_contact").path("name").asString()).isEqualTo("周青");
        assertThat(contact.path("follow_user").path(0).path("state").asString()).isEqualTo("state-1");
        assertThat(contact.path("follow_user").path(0).path("add_way").asInt()).isEqualTo(1);
    }

    @Test
    void the_product_accepts_the_callback() {
        phones.add(phone, code("state-2", true));
        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> jdbc.sql("select state from sandbox_delivery where plain like :id")
                        .param("id", "%" + external + "%")
                        .query(String.class)
                        .single()
                        .equals("DELIVERED"));
    }

    @Test
    void a_welcome_is_seen_once_and_only_within_twenty_seconds() {
        greetOnlyFromHere();
        phones.add(phone, code("s", true));
        String code = welcomeCode();
        Map<String, Object> welcome = Map.of(
                "welcome_code",
                code,
                "text",
                Map.of("content", "你好"),
                "attachments",
                List.of(Map.of("msgtype", "link", "link", Map.of("title", "新品", "url", "https://example.com"))));
        app.ok(XC + "send_welcome_msg", welcome);
        assertThat(errcode(app.post(XC + "send_welcome_msg", welcome))).isEqualTo(41050);
        assertThat(phones.chat(phone, guide))
                .extracting(m -> m.path("msgtype").asString())
                .containsExactly("text", "link");

        phones.delete("phones/" + phone + "/friends/" + guide).expect(204);
        phones.add(phone, code("s", true));
        clock.advance(Duration.ofSeconds(21));
        Map<String, Object> late = Map.of("welcome_code", welcomeCode(), "text", Map.of("content", "晚了"));
        assertThat(errcode(app.post(XC + "send_welcome_msg", late))).isEqualTo(41050);
    }

    @Test
    void no_welcome_once_they_talk() {
        greetOnlyFromHere();
        phones.add(phone, code("s", true));
        phones.post("phones/" + phone + "/chats/" + guide, Map.of("text", "在吗")).expect(200);
        Map<String, Object> welcome = Map.of("welcome_code", welcomeCode(), "text", Map.of("content", "你好"));
        assertThat(errcode(app.post(XC + "send_welcome_msg", welcome))).isEqualTo(41051);
    }

    @Test
    void a_code_with_verification_waits_for_the_guide() {
        assertThat(outcome(phones.add(phone, code("v", false)))).isEqualTo("WAITING_FOR_THE_GUIDE");
        assertThat(errcode(app.get(XC + "get?external_userid=" + external))).isEqualTo(84061);
        assertThat(told()).isEmpty();
        phones.post("guides/" + guide + "/requests/" + external + "/accept", null)
                .expect(204);
        assertThat(told()).hasSize(1);
        phones.post("guides/" + guide + "/requests/" + external + "/accept", null)
                .expectProblem(404, "sandbox.request_gone");
    }

    @Test
    void either_may_delete_the_other_and_become_friends_again() {
        String code = code("first", true);
        phones.add(phone, code);
        phones.delete("phones/" + phone + "/friends/" + guide).expect(204);
        phones.delete("phones/" + phone + "/friends/" + guide).expectProblem(409, "sandbox.not_friends");
        assertThat(errcode(app.get(XC + "get?external_userid=" + external))).isEqualTo(84061);
        assertThat(outcome(phones.add(phone, code("second", true)))).isEqualTo("ADDED");
        phones.delete("guides/" + guide + "/customers/" + external).expect(204);
        assertThat(told())
                .extracting(FriendshipTests::change)
                .containsExactly(
                        "add_external_contact", "del_follow_user", "add_external_contact", "del_external_contact");
    }

    @Test
    void what_the_app_changes_is_not_told_but_what_the_guide_changes_is() {
        phones.add(phone, code("s", true));
        String tag = app.ok(
                        XC + "add_corp_tag",
                        Map.of("group_name", "组" + System.nanoTime(), "tag", List.of(Map.of("name", "常客"))))
                .path("tag_group")
                .path("tag")
                .path(0)
                .path("id")
                .asString();
        Map<String, Object> pair = Map.of("userid", guide, "external_userid", external);
        app.ok(XC + "mark_tag", and(pair, Map.of("add_tag", List.of(tag))));
        app.ok(XC + "remark", and(pair, Map.of("remark", "周小姐", "remark_mobiles", List.of("13800000000"))));
        assertThat(told()).hasSize(1);
        JsonNode seen = phones.items("guides/" + guide + "/customers").getFirst();
        assertThat(seen.path("remark").asString()).isEqualTo("周小姐");
        assertThat(seen.path("tags").path(0).path("name").asString()).isEqualTo("常客");

        phones.patch("guides/" + guide + "/customers/" + external, Map.of("tagIds", List.of()))
                .expect(200);
        assertThat(told()).extracting(FriendshipTests::change).contains("edit_external_contact");
        assertThat(errcode(app.post(XC + "mark_tag", and(pair, Map.of("add_tag", List.of("none"))))))
                .isEqualTo(40068);
        assertThat(errcode(app.post(XC + "mark_tag", pair))).isEqualTo(40058);
    }

    @Test
    void a_seeded_past_is_paged_and_told_to_nobody() {
        List<Map<String, Object>> friends = java.util.stream.IntStream.range(0, 7)
                .mapToObj(i -> Map.<String, Object>of(
                        "name", "老客" + i, "userid", guide, "addedAt", "2025-11-1" + i + "T03:00:00Z"))
                .toList();
        JsonNode seeded = phones.post("admin/seed", Map.of("friends", friends))
                .expect(200)
                .json();
        assertThat(seeded.path("friends").size()).isEqualTo(7);
        Map<String, Object> ask = new HashMap<>(Map.of("userid_list", List.of(guide), "limit", 5));
        ask.put("cursor", null);
        JsonNode first = app.ok(XC + "batch/get_by_user", ask);
        assertThat(first.path("external_contact_list").size()).isEqualTo(5);
        assertThat(first.path("external_contact_list")
                        .path(0)
                        .path("follow_info")
                        .path("createtime")
                        .asLong())
                .isEqualTo(Instant.parse("2025-11-10T03:00:00Z").getEpochSecond());
        ask.put("cursor", first.path("next_cursor").asString());
        JsonNode second = app.ok(XC + "batch/get_by_user", ask);
        assertThat(second.path("external_contact_list").size()).isEqualTo(2);
        assertThat(second.path("next_cursor").asString()).isEmpty();
        assertThat(told()).isEmpty();
    }

    @Test
    void a_callback_can_be_doubled_or_lost_on_purpose() {
        phones.post("admin/faults", Map.of("path", "callback:work", "kind", "DUPLICATE", "times", 1))
                .expect(201);
        phones.add(phone, code("s", true));
        assertThat(told()).hasSize(2);
        phones.post("admin/faults", Map.of("path", "callback:work", "kind", "LOSE", "times", 1))
                .expect(201);
        phones.delete("phones/" + phone + "/friends/" + guide).expect(204);
        assertThat(jdbc.sql("select state from sandbox_delivery where plain like :id order by id desc limit 1")
                        .param("id", "%" + external + "%")
                        .query(String.class)
                        .single())
                .isEqualTo("LOST");
    }

    private String code(String state, boolean skipVerify) {
        Map<String, Object> way =
                Map.of("type", 2, "scene", 2, "state", state, "skip_verify", skipVerify, "user", List.of(guide));
        return app.ok(XC + "add_contact_way", way).path("qr_code").asString();
    }

    /** The plain texts of what was sent about this guide, oldest first. */
    private List<String> told() {
        return jdbc.sql("select plain from sandbox_delivery where plain like :guide order by id")
                .param("guide", "%" + guide + "%")
                .query(String.class)
                .list();
    }

    private String welcomeCode() {
        return told().getLast().replaceAll("(?s).*<WelcomeCode><!\\[CDATA\\[(.*?)]]>.*", "$1");
    }

    private static String change(String plain) {
        return plain.replaceAll("(?s).*<ChangeType><!\\[CDATA\\[(.*?)]]>.*", "$1");
    }

    private static String outcome(JsonNode added) {
        return added.path("outcome").asString();
    }

    private static Map<String, Object> and(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Object> both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }
}
