package io.siyu.sandbox.work;

import static io.siyu.sandbox.PlatformClient.errcode;
import static io.siyu.sandbox.PlatformClient.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.sandbox.PlatformClient;
import io.siyu.sandbox.SandboxTest;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SandboxTest
class WorkApiTests {

    private static final String WAY = "/cgi-bin/externalcontact/";

    @Autowired
    ApplicationContext context;

    @Autowired
    MovableClock clock;

    PlatformClient app;
    SandboxPhones phones;

    @BeforeEach
    void connect() {
        app = new PlatformClient(context.getEnvironment());
        phones = new SandboxPhones(context);
    }

    @Test
    void a_token_needs_the_right_corporation_and_secret() {
        String corpId = app.property("siyu.wecom.corp-id");
        String secret = app.property("siyu.wecom.secret");
        assertThat(errcode(app.token("ww0000000000000000", secret))).isEqualTo(40013);
        assertThat(errcode(app.token(corpId, "wrong"))).isEqualTo(40001);
        JsonNode first = ok(app.token(corpId, secret));
        assertThat(first.path("expires_in").asInt()).isBetween(1, 7200);
        assertThat(ok(app.token(corpId, secret)).path("access_token")).isEqualTo(first.path("access_token"));
    }

    @Test
    void a_token_dies_after_two_hours_and_an_invented_one_never_lived() {
        ok(app.get("/cgi-bin/department/list"));
        assertThat(errcode(app.raw("GET", "/cgi-bin/department/list", null))).isEqualTo(41001);
        assertThat(errcode(app.raw("GET", "/cgi-bin/department/list?access_token=invented", null)))
                .isEqualTo(40014);
        clock.advance(Duration.ofSeconds(7200));
        assertThat(errcode(app.get("/cgi-bin/department/list"))).isEqualTo(42001);
        ok(new PlatformClient(context.getEnvironment()).get("/cgi-bin/department/list"));
    }

    @Test
    void the_platform_can_end_a_token_early() {
        ok(app.get("/cgi-bin/department/list"));
        phones.post("admin/tokens/revoke", Map.of("app", "work")).expect(204);
        assertThat(errcode(app.get("/cgi-bin/department/list"))).isEqualTo(42001);
    }

    @Test
    void wrong_methods_bodies_and_addresses_have_codes_of_their_own() {
        assertThat(errcode(app.get(WAY + "add_contact_way"))).isEqualTo(43002);
        assertThat(errcode(app.post("/cgi-bin/user/get", Map.of()))).isEqualTo(43001);
        assertThat(errcode(app.get("/cgi-bin/no/such/thing"))).isEqualTo(40066);
        assertThat(errcode(app.raw("POST", WAY + "mark_tag?access_token=" + app.token(), "{not json")))
                .isEqualTo(47001);
    }

    @Test
    void members_are_listed_by_department_until_they_leave() {
        String userid = phones.member("林小满");
        assertThat(ok(app.get("/cgi-bin/user/get?userid=" + userid))
                        .path("name")
                        .asString())
                .isEqualTo("林小满");
        assertThat(ids(ok(app.get("/cgi-bin/user/simplelist?department_id=1")), "userlist"))
                .contains(userid);
        assertThat(ids(ok(app.post("/cgi-bin/user/list_id", Map.of())), "dept_user"))
                .contains(userid);
        phones.delete("admin/members/" + userid).expect(204);
        assertThat(errcode(app.get("/cgi-bin/user/get?userid=" + userid))).isEqualTo(60111);
        assertThat(errcode(app.get("/cgi-bin/department/get?id=987654"))).isEqualTo(60123);
    }

    @Test
    void a_contact_way_is_made_read_changed_and_deleted() {
        String one = phones.member("一");
        String two = phones.member("二");
        JsonNode made = app.ok(WAY + "add_contact_way", way(one));
        String id = made.path("config_id").asString();
        assertThat(made.path("qr_code").asString()).endsWith("/qr/" + id + ".png");
        JsonNode read = app.ok(WAY + "get_contact_way", Map.of("config_id", id)).path("contact_way");
        assertThat(read.path("state").asString()).isEqualTo("s1");
        assertThat(read.path("user").path(0).asString()).isEqualTo(one);

        Map<String, Object> change = new HashMap<>(Map.of("config_id", id, "user", List.of(one, two)));
        change.put("state", null);
        app.ok(WAY + "update_contact_way", change);
        read = app.ok(WAY + "get_contact_way", Map.of("config_id", id)).path("contact_way");
        assertThat(read.path("user").size()).isEqualTo(2);
        assertThat(read.path("state").asString()).isEqualTo("s1");
        assertThat(app.ok(WAY + "list_contact_way", Map.of("limit", "1000"))
                        .path("contact_way")
                        .toString())
                .contains(id);

        app.ok(WAY + "del_contact_way", Map.of("config_id", id));
        assertThat(errcode(app.post(WAY + "get_contact_way", Map.of("config_id", id))))
                .isEqualTo(41044);
        assertThat(errcode(app.post(WAY + "get_contact_way", Map.of()))).isEqualTo(41043);
    }

    @Test
    void a_contact_way_is_refused_for_what_the_documentation_says() {
        String active = phones.member("在");
        String asleep = phones.member("未激活");
        phones.put("admin/members/" + asleep, Map.of("name", "未激活", "status", "4", "departments", List.of(1)))
                .expect(200);
        assertThat(refusedWay(active, "type", null)).isEqualTo(41037);
        assertThat(refusedWay(active, "scene", null)).isEqualTo(41038);
        assertThat(refusedWay(active, "type", 3)).isEqualTo(41039);
        assertThat(refusedWay(active, "scene", "x")).isEqualTo(41040);
        assertThat(refusedWay(active, "style", 9)).isEqualTo(41042);
        assertThat(refusedWay(active, "state", "x".repeat(31))).isEqualTo(40058);
        assertThat(refusedWay(active, "user", List.of())).isEqualTo(40058);
        assertThat(refusedWay(active, "user", List.of("nobody-of-this-name"))).isEqualTo(40003);
        assertThat(refusedWay(active, "user", List.of(asleep))).isEqualTo(41054);
    }

    @Test
    void a_member_without_a_real_name_or_outside_the_apps_range_is_refused() {
        String nameless = phones.member("未实名");
        standing(nameless, Map.of("verified", false));
        assertThat(refusedWay(nameless, "user", List.of(nameless))).isEqualTo(40098);

        String outside = phones.member("外面");
        standing(outside, Map.of("visible", false));
        assertThat(refusedWay(outside, "user", List.of(outside))).isEqualTo(60011);
        assertThat(errcode(app.get("/cgi-bin/user/get?userid=" + outside))).isEqualTo(60011);
        assertThat(errcode(app.get(WAY + "list?userid=" + outside))).isEqualTo(60011);
        assertThat(errcode(app.post(WAY + "batch/get_by_user", Map.of("userid_list", List.of(outside)))))
                .isEqualTo(60011);
        Map<String, Object> pair = Map.of("userid", outside, "external_userid", "wm1", "add_tag", List.of("et1"));
        assertThat(errcode(app.post(WAY + "mark_tag", pair))).isEqualTo(60011);
        assertThat(app.post("/cgi-bin/user/list_id", Map.of()).toString()).doesNotContain(outside);
    }

    private void standing(String userid, Map<String, Object> standing) {
        Map<String, Object> form = new HashMap<>(Map.of("name", "某人", "departments", List.of(1)));
        form.putAll(standing);
        phones.put("admin/members/" + userid, form).expect(200);
    }

    @Test
    void no_more_ways_are_made_than_the_corporation_may_have(
            @Autowired ContactWays ways, @Autowired Members members, @Autowired JdbcClient jdbc) {
        String userid = phones.member("满");
        WorkRequest request = new WorkRequest(
                new io.siyu.sandbox.wire.Fields(
                        tools.jackson.databind.json.JsonMapper.shared().valueToTree(way(userid))),
                Map.of());
        int made = jdbc.sql("select count(*) from sandbox_contact_way")
                .query(Integer.class)
                .single();
        new ContactWayEndpoints(ways, members, clock, made + 1).add(request);
        assertThatThrownBy(() -> new ContactWayEndpoints(ways, members, clock, made + 1).add(request))
                .isInstanceOfSatisfying(
                        WorkRefusal.class, no -> assertThat(no.errcode).isEqualTo(41045));
    }

    @Test
    void a_customer_carries_three_thousand_tags_of_one_member_and_not_one_more(@Autowired JdbcClient jdbc) {
        String userid = phones.member("标签多");
        JsonNode made = phones.phone("周青");
        String external = made.path("externalUserid").asString();
        phones.add(
                made.path("id").asLong(),
                app.ok(WAY + "add_contact_way", way(userid)).path("qr_code").asString());
        String group = "g" + System.nanoTime();
        jdbc.sql("insert into sandbox_tag_group (id, name, sort_order, created_at) values (:id, :id, 0, now())")
                .param("id", group)
                .update();
        jdbc.sql("""
                        insert into sandbox_tag (id, group_id, name, sort_order, created_at)
                        select :group || '-' || n, :group, 'n' || n, 0, now() from generate_series(1, 3001) n""").param("group", group).update();
        jdbc.sql("""
                        insert into sandbox_relation_tag (relation_id, tag_id)
                        select r.id, :group || '-' || n from sandbox_relation r, generate_series(1, 2999) n
                        where r.external_userid = :external""").param("group", group).param("external", external).update();
        Map<String, Object> pair = Map.of("userid", userid, "external_userid", external);
        assertThat(errcode(app.post(WAY + "mark_tag", with(pair, group + "-3000"))))
                .isZero();
        assertThat(errcode(app.post(WAY + "mark_tag", with(pair, group + "-3001"))))
                .isEqualTo(40058);
        assertThat(jdbc.sql("select count(*) from sandbox_relation_tag where tag_id like :group")
                        .param("group", group + "-%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3000);
        app.ok(WAY + "del_corp_tag", Map.of("group_id", List.of(group)));
    }

    private static Map<String, Object> with(Map<String, Object> pair, String tag) {
        Map<String, Object> both = new HashMap<>(pair);
        both.put("add_tag", List.of(tag));
        return both;
    }

    @Test
    void the_picture_of_a_contact_way_is_a_png() {
        String id = app.ok(WAY + "add_contact_way", way(phones.member("图")))
                .path("config_id")
                .asString();
        var picture = app.exchange("GET", "/qr/" + id + ".png", null);
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(app.exchange("GET", "/qr/none.png", null).statusCode()).isEqualTo(404);
    }

    @Test
    void the_tag_library_keeps_names_unique_and_groups_filled() {
        String groupName = "组" + System.nanoTime();
        JsonNode group = app.ok(
                        WAY + "add_corp_tag",
                        Map.of("group_name", groupName, "tag", List.of(Map.of("name", "甲"), Map.of("name", "乙"))))
                .path("tag_group");
        String groupId = group.path("group_id").asString();
        String tagId = group.path("tag").path(0).path("id").asString();
        Map<String, Object> again = Map.of("group_id", groupId, "tag", List.of(Map.of("name", "甲")));
        assertThat(errcode(app.post(WAY + "add_corp_tag", again))).isEqualTo(40071);
        assertThat(errcode(app.post(WAY + "edit_corp_tag", Map.of("id", tagId, "name", "乙"))))
                .isEqualTo(40071);
        app.ok(WAY + "edit_corp_tag", Map.of("id", tagId, "name", "丙"));
        assertThat(errcode(app.post(WAY + "del_corp_tag", Map.of("tag_id", List.of("none")))))
                .isEqualTo(40068);
        JsonNode listed = app.ok(WAY + "get_corp_tag_list", Map.of("group_id", List.of(groupId)));
        assertThat(listed.path("tag_group").path(0).path("tag").size()).isEqualTo(2);
        assertThat(listed.toString()).contains("丙");
        List<String> both = group.path("tag")
                .valueStream()
                .map(t -> t.path("id").asString())
                .toList();
        app.ok(WAY + "del_corp_tag", Map.of("tag_id", both));
        listed = app.ok(WAY + "get_corp_tag_list", Map.of("group_id", List.of(groupId)));
        assertThat(listed.path("tag_group").size()).isZero();
    }

    @Test
    void an_app_message_reaches_the_members_it_can_reach() {
        String userid = phones.member("收件人");
        Map<String, Object> message = new HashMap<>();
        message.put("touser", userid + "|Nobody");
        message.put("agentid", app.property("siyu.wecom.agent-id"));
        message.put("msgtype", "textcard");
        message.put(
                "textcard", Map.of("title", "题".repeat(100), "description", "看一看", "url", "http://127.0.0.1/staff"));
        JsonNode sent = app.ok("/cgi-bin/message/send", message);
        assertThat(sent.path("invaliduser").asString()).isEqualTo("nobody");
        List<JsonNode> seen = phones.appMessages(userid);
        assertThat(seen).hasSize(1);
        // Cut at 128 bytes, between characters.
        assertThat(seen.getFirst().path("content").path("title").asString()).isEqualTo("题".repeat(42));

        message.put("touser", "Nobody");
        assertThat(errcode(app.post("/cgi-bin/message/send", message))).isEqualTo(81013);
        message.put("agentid", 1);
        assertThat(errcode(app.post("/cgi-bin/message/send", message))).isEqualTo(40056);
    }

    private int refusedWay(String userid, String field, @org.jspecify.annotations.Nullable Object value) {
        Map<String, Object> way = way(userid);
        way.put(field, value);
        return errcode(app.post(WAY + "add_contact_way", way));
    }

    private static Map<String, Object> way(String userid) {
        return new HashMap<>(Map.of("type", "2", "scene", "2", "state", "s1", "user", List.of(userid)));
    }

    private static List<String> ids(JsonNode answer, String list) {
        return answer.path(list)
                .valueStream()
                .map(item -> item.path("userid").asString())
                .toList();
    }
}
