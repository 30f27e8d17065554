package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.job.Pollers;
import io.siyu.people.staff.RoleScope;
import io.siyu.people.staff.StaffSetup;
import io.siyu.sandbox.work.GroupChats;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Groups are what WeChat Work last told of them; what it failed to tell is found at night. */
@SiyuTest
class GroupsTests {

    private static final String RUNS = "/api/admin/wecom/reconciliations";
    private static final Instant LONG_AGO = Instant.parse("2026-01-05T02:00:00Z");

    @Autowired
    ApplicationContext context;

    @Autowired
    StaffSetup setup;

    @Autowired
    GroupChats platform;

    @Autowired
    Groups groups;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Pollers pollers;

    ConsoleClient console;
    SandboxPhones phones;
    StoreId store = new StoreId(1);
    String owner = "";
    StaffId ownerId = new StaffId(1);

    @BeforeEach
    void hire() {
        console = ConsoleClient.administrator(context);
        phones = new SandboxPhones(context);
        store = setup.createStore("gr" + RandomCode.letters(8), "群门店", "华东");
        owner = phones.member("群主");
        ownerId = setup.createStaff(owner, "群主", store);
    }

    @Test
    void a_group_is_known_as_soon_as_it_is_told_of_and_follows_what_becomes_of_it() {
        String chat = told("闵行一群");
        soon(() -> assertThat(line(chat).path("name").asString()).isEqualTo("闵行一群"));
        assertThat(line(chat).path("ownerName").asString()).isEqualTo("群主");
        assertThat(line(chat).path("members").asInt()).isEqualTo(1);
        assertThat(line(chat).path("state").asString()).isEqualTo("LIVING");
        assertThat(console.get("/api/admin/groups?q=闵行一&state=LIVING&ownerStaffId=" + ownerId.value())
                        .expect(200)
                        .text())
                .contains(chat);

        String other = phones.member("新群主");
        setup.createStaff(other, "新群主", store);
        phones.patch("admin/groups/" + chat, Map.of("name", "闵行老客群", "owner", other))
                .expect(204);
        soon(() -> assertThat(line(chat).path("ownerName").asString()).isEqualTo("新群主"));
        assertThat(line(chat).path("name").asString()).isEqualTo("闵行老客群");
        assertThat(line(chat).path("members").asInt()).isEqualTo(2);

        phones.delete("admin/groups/" + chat).expect(204);
        soon(() -> assertThat(line(chat).path("state").asString()).isEqualTo("DISSOLVED"));
    }

    @Test
    void what_no_callback_told_of_groups_is_found_and_repaired_once() {
        String renamed = told("核对甲群");
        String given = told("核对乙群");
        String dissolved = told("核对丙群");
        for (String chat : List.of(renamed, given, dissolved)) {
            soon(() -> assertThat(line(chat).path("name").asString()).startsWith("核对"));
        }
        jdbc.sql("update relation_group set created_at = :then where chat_id in (:chats)")
                .param("then", LONG_AGO.atOffset(ZoneOffset.UTC))
                .param("chats", List.of(renamed, given, dissolved))
                .update();
        String other = phones.member("接群的人");
        setup.createStaff(other, "接群的人", store);

        String untold = platform.open("核对丁群", owner, LONG_AGO).chatId();
        List.of(renamed, given, dissolved).forEach(this::loseNewsOf);
        phones.patch("admin/groups/" + renamed, Map.of("name", "核对改名群")).expect(204);
        phones.patch("admin/groups/" + given, Map.of("owner", other)).expect(204);
        phones.delete("admin/groups/" + dissolved).expect(204);
        jdbc.sql("update sandbox_group_chat set created_at = :then where chat_id in (:chats)")
                .param("then", LONG_AGO.atOffset(ZoneOffset.UTC))
                .param("chats", List.of(renamed, given))
                .update();
        long run = compare();

        List<String> mine = List.of(renamed, given, dissolved, untold);
        assertThat(findings(run, mine))
                .extracting(finding -> finding.path("kind").asString() + " "
                        + finding.path("chatId").asString())
                .containsExactlyInAnyOrder(
                        "GROUP_CREATED " + untold,
                        "GROUP_CHANGED " + renamed,
                        "GROUP_CHANGED " + given,
                        "GROUP_DISSOLVED " + dissolved);
        soon(() -> assertThat(line(untold).path("name").asString()).isEqualTo("核对丁群"));
        assertThat(line(untold).path("createdAt").asString()).isEqualTo(LONG_AGO.toString());
        soon(() -> assertThat(line(renamed).path("name").asString()).isEqualTo("核对改名群"));
        soon(() -> assertThat(line(given).path("ownerName").asString()).isEqualTo("接群的人"));
        soon(() -> assertThat(line(dissolved).path("state").asString()).isEqualTo("DISSOLVED"));
        assertThat(findings(run, mine))
                .extracting(finding -> finding.path("outcome").asString())
                .containsOnly("repaired");
        assertThat(findings(compare(), mine)).as("nothing is left to find").isEmpty();
    }

    @Test
    void where_too_many_own_groups_they_are_listed_owner_by_owner() {
        String untold = platform.open("按群主列出的群", owner, LONG_AGO).chatId();
        phones.post(
                        "admin/faults",
                        Map.of(
                                "path",
                                "POST /cgi-bin/externalcontact/groupchat/list",
                                "about",
                                "\"status_filter\":0,\"limit\":1000}",
                                "kind",
                                "REFUSE",
                                "code",
                                "81017",
                                "times",
                                1))
                .expect(201);
        long run = compare();
        assertThat(findings(run, List.of(untold))).hasSize(1);
        assertThat(jdbc.sql(
                                "select group_page is null and group_stage = 'COMPARING' from wecom_reconciliation where id = ?")
                        .param(run)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void an_operator_sees_the_groups_of_owners_in_his_scope_only() {
        String mine = told("甲店的群");
        soon(() -> assertThat(line(mine).path("name").asString()).isEqualTo("甲店的群"));
        StoreId elsewhere = setup.createStore("gr" + RandomCode.letters(8), "别的门店", "华东");
        StaffId stranger = setup.createStaff(phones.member("别店的人"), "别店的人", elsewhere);
        ConsoleClient outsider = ConsoleClient.with(context, RoleScope.STORE, stranger, "customer.read");
        ConsoleClient insider = ConsoleClient.with(context, RoleScope.STORE, ownerId, "customer.read");
        String id = line(mine).path("id").asString();

        assertThat(insider.get("/api/admin/groups?size=200").expect(200).text()).contains(mine);
        insider.get("/api/admin/groups/" + id + "/members").expect(200);
        assertThat(outsider.get("/api/admin/groups?size=200").expect(200).text())
                .doesNotContain(mine);
        for (String part : List.of("", "/members", "/days")) {
            outsider.get("/api/admin/groups/" + id + part).expect(404);
        }
        ConsoleClient.with(context, RoleScope.ALL, null, "board.read")
                .get("/api/admin/groups")
                .expect(403);
    }

    private String told(String name) {
        return phones.post("admin/groups", Map.of("name", name, "owner", owner))
                .expect(201)
                .json()
                .path("chatId")
                .asString();
    }

    private void loseNewsOf(String chat) {
        phones.post("admin/faults", Map.of("path", "callback:work", "about", chat, "kind", "LOSE", "times", 1))
                .expect(201);
    }

    private JsonNode line(String chat) {
        Groups.Group known = groups.byChatIds(List.of(chat)).get(chat);
        long id = known == null ? 0 : known.id();
        return console.get("/api/admin/groups/" + id).json();
    }

    private long compare() {
        JsonNode[] started = new JsonNode[1];
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            var answer = console.post(RUNS, Map.of());
            started[0] = answer.json();
            return answer.status() == 201;
        });
        long run = started[0].path("id").asLong();
        soon(() -> assertThat(console.get(RUNS + "/" + run)
                        .expect(200)
                        .json()
                        .path("run")
                        .path("state")
                        .asString())
                .isEqualTo("DONE"));
        return run;
    }

    private List<JsonNode> findings(long run, List<String> chats) {
        return console.get(RUNS + "/" + run + "/findings?size=200")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(finding -> chats.contains(finding.path("chatId").asString("")))
                .toList();
    }

    private void soon(ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    List.of("wecom.reconciliation", "wecom.inbox", "relation.groups")
                            .forEach(pollers::wake);
                    holds.run();
                });
    }
}
