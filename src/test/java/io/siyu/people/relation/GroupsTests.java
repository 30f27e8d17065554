package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.staff.RoleScope;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Groups are what WeChat Work last told of them; what it failed to tell is found at night. */
@SiyuTest
class GroupsTests extends GroupFixtures {

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
    void a_group_that_is_told_of_before_the_platform_knows_it_is_asked_for_again() {
        String chat = platform.open("问得太早的群", owner, LONG_AGO).chatId();
        refuse("get", chat, "40050", 1);
        groups.changed(chat);
        soon(() -> {
            jdbc.sql("update relation_group set due_at = due_at - interval '10 seconds' where chat_id = ?")
                    .param(chat)
                    .update();
            assertThat(line(chat).path("name").asString()).isEqualTo("问得太早的群");
        });
        assertThat(line(chat).path("state").asString()).isEqualTo("LIVING");
    }

    @Test
    void what_no_callback_told_of_groups_is_found_and_repaired_once() {
        String renamed = told("核对甲群");
        String given = told("核对乙群");
        String dissolved = told("核对丙群");
        String mistaken = told("核对戊群");
        for (String chat : List.of(renamed, given, dissolved, mistaken)) {
            soon(() -> assertThat(line(chat).path("name").asString()).startsWith("核对"));
        }
        jdbc.sql("update relation_group set created_at = :then where chat_id in (:chats)")
                .param("then", LONG_AGO.atOffset(ZoneOffset.UTC))
                .param("chats", List.of(renamed, given, dissolved, mistaken))
                .update();
        jdbc.sql("update relation_group set dissolved_at = created_at, due_at = null where chat_id = ?")
                .param(mistaken)
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
                .param("chats", List.of(renamed, given, mistaken))
                .update();
        long run = compare();

        List<String> mine = List.of(renamed, given, dissolved, mistaken, untold);
        assertThat(findings(run, mine))
                .extracting(finding -> finding.path("kind").asString() + " "
                        + finding.path("chatId").asString())
                .containsExactlyInAnyOrder(
                        "GROUP_CREATED " + untold,
                        "GROUP_CHANGED " + renamed,
                        "GROUP_CHANGED " + given,
                        "GROUP_CHANGED " + mistaken,
                        "GROUP_DISSOLVED " + dissolved);
        soon(() -> assertThat(line(untold).path("name").asString()).isEqualTo("核对丁群"));
        assertThat(line(untold).path("createdAt").asString()).isEqualTo(LONG_AGO.toString());
        soon(() -> assertThat(line(renamed).path("name").asString()).isEqualTo("核对改名群"));
        soon(() -> assertThat(line(given).path("ownerName").asString()).isEqualTo("接群的人"));
        soon(() -> assertThat(line(dissolved).path("state").asString()).isEqualTo("DISSOLVED"));
        soon(() -> assertThat(line(mistaken).path("state").asString()).isEqualTo("LIVING"));
        assertThat(findings(run, mine))
                .extracting(finding -> finding.path("outcome").asString())
                .containsOnly("repaired");
        assertThat(findings(compare(), mine)).as("nothing is left to find").isEmpty();
    }

    @Test
    void where_too_many_own_groups_they_are_listed_owner_by_owner_and_what_is_refused_is_passed_over() {
        String untold = platform.open("按群主列出的群", owner, LONG_AGO).chatId();
        String refused = platform.open("看不到的群", owner, LONG_AGO).chatId();
        String stranger = phones.member("看不到的群主");
        String hidden = platform.open("看不到的群主的群", stranger, LONG_AGO).chatId();
        List<Long> faults = List.of(
                refuse("list", "\"status_filter\":0,\"limit\":1000}", "81017", 1),
                refuse("list", stranger, "84061", 1000),
                refuse("get", refused, "84061", 1000));
        long run = compare();
        faults.forEach(fault -> phones.delete("admin/faults/" + fault).expect(204));
        assertThat(findings(run, List.of(untold, refused, hidden)))
                .extracting(finding -> finding.path("chatId").asString())
                .containsExactly(untold);
        assertThat(console.get(RUNS + "/" + run)
                        .expect(200)
                        .json()
                        .path("run")
                        .path("groupProblem")
                        .asString())
                .isEqualTo("REFUSED 84061");
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
        String external = "wm" + RandomCode.letters(20);
        CustomerId customer = Objects.requireNonNull(transaction.execute(status ->
                customers.findOrCreate(List.of(Identity.externalUserId(external)), Profile.named("群里的客"), LONG_AGO)));
        jdbc.sql("""
                insert into relation_group_member (group_id, user_id, joined_at, external, join_scene)
                values (?, ?, ?, true, 3)""")
                .params(Long.parseLong(id), external, LONG_AGO.atOffset(ZoneOffset.UTC))
                .update();
        String members = "/api/admin/groups/" + id + "/members";
        assertThat(member(console, members, external).path("customerId").asLong())
                .isEqualTo(customer.value());
        assertThat(member(console, members, external).path("name").asString()).isEqualTo("群里的客");
        assertThat(member(insider, members, external).has("customerId"))
                .as("nobody's customer is out of his scope")
                .isFalse();
        assertThat(outsider.get("/api/admin/groups?size=200").expect(200).text())
                .doesNotContain(mine);
        for (String part : List.of("", "/members", "/days")) {
            outsider.get("/api/admin/groups/" + id + part).expect(404);
        }
        ConsoleClient.with(context, RoleScope.ALL, null, "board.read")
                .get("/api/admin/groups")
                .expect(403);
    }
}
