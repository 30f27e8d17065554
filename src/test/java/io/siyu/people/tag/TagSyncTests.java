package io.siyu.people.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.gateway.wecom.ContactWays;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.relation.Relations;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Tags of the corporation, between us and the sandbox's WeChat Work. */
@SiyuTest
class TagSyncTests {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    ApplicationContext context;

    @Autowired
    Tags tags;

    @Autowired
    Relations relations;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    StaffSetup staff;

    @Autowired
    ContactWays ways;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    SandboxPhones phones;
    ConsoleClient console;
    String guide;
    StaffId guideId;
    String external;
    long phone;
    CustomerId customer;

    @BeforeEach
    void becomeFriends() {
        phones = new SandboxPhones(context);
        console = ConsoleClient.administrator(context);
        guide = phones.member("苏禾");
        guideId = staff.createStaff(guide, "苏禾", null);
        JsonNode made = phones.phone("周青");
        phone = made.path("id").asLong();
        external = made.path("externalUserid").asString();
        String picture =
                ways.add(List.of(guide), RandomCode.letters(12), true, "").qrCodeUrl();
        phones.add(phone, picture);
        customer = await().atMost(SOON)
                .until(() -> customers.find(Identity.externalUserId(external)), found -> found.isPresent())
                .orElseThrow();
        await().atMost(SOON).until(() -> relations.follows(guideId, customer));
    }

    @Test
    void a_new_friend_is_a_relation_with_an_owner() {
        assertThat(relations.ownerOf(customer)).contains(guideId);
        JsonNode lines = console.get("/api/admin/customers/" + customer + "/relations")
                .expect(200)
                .json();
        assertThat(lines.path(0).path("state").asString()).isEqualTo("FOLLOWING");
        assertThat(lines.path(0).path("staffName").asString()).isEqualTo("苏禾");
        JsonNode ownership = console.get("/api/admin/customers/" + customer + "/ownership")
                .expect(200)
                .json();
        assertThat(ownership.path(0).path("reason").asString()).isEqualTo("最早添加该客户的员工");

        phones.delete("phones/" + phone + "/friends/" + guide).expect(204);
        await().atMost(SOON).until(() -> !relations.follows(guideId, customer));
        assertThat(relations.ownerOf(customer)).contains(guideId);
    }

    @Test
    void a_tag_of_the_corporation_put_on_here_is_seen_by_the_guide_and_taken_off_again() {
        Map<String, Long> made = tags.createGroup("意向" + RandomCode.letters(6), true, List.of("高", "低"));
        console.put(tagsOfCustomer(), Map.of("tagIds", made.values())).expect(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(seen()).containsExactlyInAnyOrder("高", "低"));

        console.put(tagsOfCustomer(), Map.of("tagIds", List.of(made.get("高")))).expect(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(seen()).containsExactly("高"));
        JsonNode carried = console.get(tagsOfCustomer()).expect(200).json();
        assertThat(carried.path(0).path("kind").asString()).isEqualTo("OPERATOR");
    }

    @Test
    void a_tag_that_the_guide_puts_on_in_the_client_comes_here_with_its_origin_and_goes_with_it() {
        Map<String, Long> made = tags.createGroup("偏好" + RandomCode.letters(6), true, List.of("茶", "咖啡"));
        guidePuts(List.of(remoteId("茶")));
        await().atMost(SOON).untilAsserted(() -> assertThat(tags.of(customer)).containsExactly(made.get("茶")));
        JsonNode carried = console.get(tagsOfCustomer()).expect(200).json().path(0);
        assertThat(carried.path("kind").asString()).isEqualTo("WECOM");
        assertThat(carried.path("ref").asString()).isEqualTo(guide);

        guidePuts(List.of());
        await().atMost(SOON).untilAsserted(() -> assertThat(tags.of(customer)).isEmpty());
    }

    @Test
    void a_mark_whose_answer_is_lost_or_that_comes_at_a_busy_moment_arrives_once_and_stays() {
        Map<String, Long> made = tags.createGroup("来源" + RandomCode.letters(6), true, List.of("直播", "门店"));
        fault(Map.of("path", "/cgi-bin/externalcontact/mark_tag", "kind", "REFUSE", "code", "45033", "times", 2));
        tags.apply(customer, List.of(made.get("直播")), new Provenance(Provenance.Kind.RULE, "r1"));
        await().atMost(SOON).untilAsserted(() -> assertThat(seen()).containsExactly("直播"));

        fault(Map.of("path", "/cgi-bin/externalcontact/mark_tag", "kind", "LOSE_ANSWER", "times", 1));
        tags.apply(customer, List.of(made.get("门店")), new Provenance(Provenance.Kind.RULE, "r2"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(seen()).containsExactlyInAnyOrder("直播", "门店"));
        assertThat(tags.of(customer)).containsExactlyInAnyOrderElementsOf(made.values());
    }

    @Test
    void a_name_taken_in_wechat_work_is_refused_at_its_field_and_leaves_nothing() {
        String group = "等级" + RandomCode.letters(6);
        tags.createGroup(group, true, List.of("金"));
        long id = group(group).path("id").asLong();
        fault(Map.of("path", "/cgi-bin/externalcontact/add_corp_tag", "kind", "REFUSE", "code", "40071", "times", 1));
        var refusal = console.post("/api/admin/tag-groups/" + id + "/tags", Map.of("names", List.of("银")));
        refusal.expectProblem(400, "tag.name_exists_in_wecom");
        assertThat(refusal.json().path("field").asString()).isEqualTo("names");
        assertThat(group(group).path("tags").size()).isEqualTo(1);
    }

    @Test
    void the_library_follows_what_is_done_in_wechat_works_own_console() {
        String group = "季节" + RandomCode.letters(6);
        JsonNode made = phones.post("admin/tags", Map.of("groupName", group, "name", "春"))
                .expect(201)
                .json();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                group(group).path("tags").path(0).path("name").asString())
                        .isEqualTo("春"));
        phones.patch("admin/tags/" + made.path("id").asString(), Map.of("name", "夏"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                group(group).path("tags").path(0).path("name").asString())
                        .isEqualTo("夏"));
        phones.delete("admin/tags/" + made.path("id").asString());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(group(group).isMissingNode()).isTrue());
    }

    @Test
    void what_was_asked_of_wechat_work_is_found_out_when_nobody_lived_to_write_its_answer_down() {
        String group = "香型" + RandomCode.letters(6);
        String floral = "花香" + RandomCode.letters(6);
        String woody = "木质" + RandomCode.letters(6);
        long renamed = tags.createGroup("旧" + group, true, List.of("果香")).getOrDefault("果香", 0L);
        nothingCanBeWrittenAbout(floral, woody);
        console.post("/api/admin/tag-groups", Map.of("name", group, "corp", true, "tags", List.of(floral)))
                .expect(500);
        console.put("/api/admin/tags/" + renamed, Map.of("name", woody)).expect(500);
        jdbc.sql("drop trigger tag_test_crash on tag_tag").update();
        assertThat(stateOf(floral)).containsExactly("PENDING");

        phones.post("clock", Map.of("forwardSeconds", 150));
        await().atMost(SOON).untilAsserted(() -> assertThat(stateOf(floral)).containsExactly("ACTIVE"));
        assertThat(stateOf(woody)).containsExactly("ACTIVE");
    }

    @Test
    void the_library_is_read_every_day_though_nothing_is_told() {
        await().atMost(SOON).until(() -> synced("wanted = done"));
        phones.post("clock", Map.of("forwardSeconds", 86_400));
        await().atMost(SOON)
                .until(() -> synced("synced_at > '" + clock.instant().minusSeconds(600) + "'"));
    }

    private boolean synced(String condition) {
        return jdbc.sql("select " + condition + " from tag_library")
                .query(Boolean.class)
                .single();
    }

    /** As if the process died right after WeChat Work had answered. */
    private void nothingCanBeWrittenAbout(String... names) {
        jdbc.sql("""
                create or replace function tag_test_crash() returns trigger language plpgsql as
                $$ begin raise exception 'crash'; end $$""").update();
        jdbc.sql("""
                create trigger tag_test_crash before update on tag_tag for each row when (new.name in ('%s'))
                execute function tag_test_crash()""".formatted(String.join("', '", names))).update();
    }

    private List<String> stateOf(String tag) {
        return jdbc.sql("select state from tag_tag where name = :name")
                .param("name", tag)
                .query(String.class)
                .list();
    }

    private String tagsOfCustomer() {
        return "/api/admin/customers/" + customer + "/tags";
    }

    private JsonNode group(String name) {
        return console.get("/api/admin/tag-groups?size=500")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(group -> group.path("name").asString().equals(name))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private List<String> seen() {
        return phones.items("guides/" + guide + "/customers").stream()
                .filter(one -> one.path("externalUserid").asString().equals(external))
                .flatMap(one -> one.path("tags").valueStream())
                .map(tag -> tag.path("name").asString())
                .toList();
    }

    private String remoteId(String name) {
        return phones.items("admin/tags").stream()
                .filter(tag -> tag.path("name").asString().equals(name))
                .map(tag -> tag.path("id").asString())
                .toList()
                .getLast();
    }

    private void guidePuts(List<String> tagIds) {
        phones.patch("guides/" + guide + "/customers/" + external, Map.of("tagIds", tagIds))
                .expect(200);
    }

    private void fault(Map<String, Object> fault) {
        assertThat(phones.post("admin/faults", fault).status()).isBetween(200, 204);
    }
}
