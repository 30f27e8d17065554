package io.siyu.sandbox.phone;

import static io.siyu.sandbox.PlatformClient.errcode;
import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.sandbox.PlatformClient;
import io.siyu.sandbox.SandboxTest;
import io.siyu.shared.RandomCode;
import io.siyu.testing.SandboxPhones;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SandboxTest
class AdminDeskTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    PlatformClient app;
    SandboxPhones phones;

    @BeforeEach
    void sit() {
        app = new PlatformClient(context.getEnvironment());
        phones = new SandboxPhones(context);
    }

    @Test
    void the_app_is_told_who_comes_changes_and_leaves() {
        String userid = "u" + RandomCode.letters(12);
        Map<String, Object> form = Map.of("name", "新人", "departments", List.of(1));
        phones.put("admin/members/" + userid, form).expect(200);
        phones.put("admin/members/" + userid, form).expect(200);
        phones.delete("admin/members/" + userid).expect(204);
        assertThat(events(userid))
                .containsExactly(
                        "change_contact/create_user", "change_contact/update_user", "change_contact/delete_user");
        phones.delete("admin/members/" + userid).expectProblem(404, "sandbox.guide_unknown");
    }

    @Test
    void somebody_who_left_is_behind_no_code() {
        String userid = phones.member("将走");
        String code = app.ok(
                        "/cgi-bin/externalcontact/add_contact_way",
                        Map.of("type", 2, "scene", 2, "user", List.of(userid)))
                .path("qr_code")
                .asString();
        phones.delete("admin/members/" + userid).expect(204);
        long phone = phones.phone("扫码人").path("id").asLong();
        phones.post("phones/" + phone + "/scan", Map.of("code", code)).expectProblem(409, "sandbox.nobody_behind_code");
    }

    @Test
    void the_app_is_told_what_becomes_of_the_tag_library() {
        String group = "组" + RandomCode.letters(8);
        var tag = phones.post("admin/tags", Map.of("groupName", group, "name", "新客"))
                .expect(201)
                .json();
        String tagId = tag.path("id").asString();
        String groupId = tag.path("groupId").asString();
        phones.post("admin/tags", Map.of("groupName", group, "name", "新客"))
                .expectProblem(409, "sandbox.tag_name_taken");
        phones.patch("admin/tags/" + tagId, Map.of("name", "老客")).expect(204);
        phones.delete("admin/tags/" + groupId).expect(204);
        assertThat(events(tagId)).containsExactly("change_external_tag/create", "change_external_tag/update");
        assertThat(events(groupId)).containsExactly("change_external_tag/create", "change_external_tag/delete");
        assertThat(errcode(app.post("/cgi-bin/externalcontact/edit_corp_tag", Map.of("id", tagId, "name", "不在了"))))
                .isEqualTo(40068);
    }

    @Test
    void departments_stand_in_a_tree() {
        long id = ThreadLocalRandom.current().nextLong(1_000, 1_000_000_000);
        phones.post("admin/departments", Map.of("id", id, "name", "徐汇店", "parentId", 1))
                .expect(200);
        String userid = "u" + RandomCode.letters(12);
        phones.put("admin/members/" + userid, Map.of("name", "店员", "departments", List.of(id)))
                .expect(200);
        String above = app.get("/cgi-bin/user/simplelist?department_id=1&fetch_child=1")
                .toString();
        assertThat(above).contains(userid);
        assertThat(app.get("/cgi-bin/user/simplelist?department_id=1").toString())
                .doesNotContain(userid);
        phones.post("admin/departments", Map.of("id", id, "name", "徐汇店", "parentId", id))
                .expectProblem(400, "sandbox.department_circle");
        phones.post("admin/departments", Map.of("id", 1_000_000_000_000L, "name", "徐汇店", "parentId", 1))
                .expect(400);
        phones.post("admin/departments", Map.of("id", id + 1, "name", "无上级", "parentId", 99))
                .expectProblem(400, "sandbox.department_unknown");
    }

    private List<String> events(String about) {
        return jdbc.sql("select event from sandbox_delivery where plain like :about order by id")
                .param("about", "%" + about + "%")
                .query(String.class)
                .list();
    }
}
