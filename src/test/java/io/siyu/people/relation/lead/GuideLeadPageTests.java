package io.siyu.people.relation.lead;

import static io.siyu.people.relation.lead.LeadFixtures.LEADS;
import static io.siyu.people.relation.lead.LeadFixtures.phone;
import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.relation.lead.LeadFixtures.Guide;
import io.siyu.people.staff.LeadsAddress;
import io.siyu.people.staff.Presence;
import io.siyu.people.staff.RoleScope;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A guide's leads on their phone: whose address opens them, and what is said of what was tapped. */
@SiyuTest
class GuideLeadPageTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Presence presence;

    @Autowired
    LeadsAddress addresses;

    @Autowired
    JdbcClient jdbc;

    LeadFixtures fixtures;

    @BeforeEach
    void begin() {
        fixtures = new LeadFixtures(context);
    }

    @Test
    void a_guide_calls_from_the_phone_and_sees_no_number_of_anybody_else_nor_after_notice() {
        Guide li = fixtures.guide(null);
        String number = phone();
        long id = one("手机号,姓名,导购\n" + number + ",周<b>女士," + li.userId() + "\n");
        Guide wang = fixtures.guide(null);
        long foreign = one("手机号,导购\n" + phone() + "," + wang.userId() + "\n");
        ConsoleClient phone = ConsoleClient.anonymous(context);
        String page = addresses.of(li.id()).orElseThrow();
        String deeds = "/api" + page + "/";
        assertThat(phone.get(page).expect(200).text()).contains("周&lt;b&gt;女士").doesNotContain(number);
        assertThat(phone.post(deeds + id + "/phone", Map.of()).expect(200).text())
                .contains(number);
        assertThat(phone.post(deeds + foreign + "/phone", Map.of()).expect(200).text())
                .contains("已经不在你手上");
        assertThat(said(phone, page, foreign, "outcome=NO_ANSWER&seen=0")).contains("已经不在你手上");
        assertThat(fixtures.lead(foreign).path("attempts").asInt()).isZero();
        assertThat(said(phone, page, id, "outcome=NO_ANSWER&seen=0")).contains("已记下");
        assertThat(said(phone, page, id, "outcome=NO_ANSWER&seen=0")).contains("没有再记一次");
        assertThat(fixtures.lead(id).path("attempts").asInt())
                .as("tapped twice")
                .isEqualTo(1);
        assertThat(jdbc.sql("select after::text from audit_entry where action = 'lead.phone' and object_id = :id")
                        .param("id", Long.toString(id))
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("byLink");
        JsonNode called = fixtures.console.get(LEADS + "/" + id).expect(200).json();
        assertThat(called.path("lead").path("state").asString()).isEqualTo("CONTACTED");
        assertThat(called.path("events").path(0).path("byName").asString()).isEqualTo(li.name());

        fixtures.console
                .put("/api/admin/staff/" + li.id() + "/notice", Map.of("leavesOn", "2030-12-31"))
                .expect(204);
        assertThat(phone.post(deeds + id + "/phone", Map.of()).expect(410).text())
                .as("the address from before the notice")
                .contains("已经失效");
        page = addresses.of(li.id()).orElseThrow();
        deeds = "/api" + page + "/";
        assertThat(phone.post(deeds + id + "/phone", Map.of()).expect(200).text())
                .contains("已登记离职")
                .doesNotContain(number);
        assertThat(said(phone, page, id, "outcome=DO_NOT_CALL&seen=1")).contains("请先确认");
        assertThat(fixtures.state(id)).isEqualTo("CONTACTED");
        said(phone, page, id, "outcome=DO_NOT_CALL&seen=1&confirmed=true");
        assertThat(fixtures.lead(id).path("closeReason").asString()).isEqualTo("DO_NOT_CALL");
        assertThat(phone.get(page).expect(200).text()).contains("手上没有要联系的线索");
        phone.get("/staff/leads/nobody").expect(404);
    }

    @Test
    void the_address_of_the_switch_opens_no_leads_nor_does_that_of_the_leads_after_its_time() {
        Guide li = fixtures.guide(null);
        one("手机号,导购\n" + phone() + "," + li.userId() + "\n");
        ConsoleClient phone = ConsoleClient.anonymous(context);
        String duty = presence.pageOf(li.id());
        phone.get(duty.replace("/duty/", "/leads/")).expect(404);
        String page = addresses.of(li.id()).orElseThrow();
        assertThat(phone.get(duty).expect(200).text()).doesNotContain("/staff/leads/");
        phone.get(page).expect(200);
        jdbc.sql("update staff_member set leads_until = joined_at where id = :id")
                .param("id", li.id().value())
                .update();
        phone.get(page).expect(410);
        assertThat(addresses.of(li.id())).get().isNotEqualTo(page);
        phone.get(page).expect(404);
    }

    @Test
    void who_is_to_be_called_today_comes_first_then_who_waits_longest_and_all_are_counted() {
        Guide li = fixtures.guide(null);
        StringBuilder file = new StringBuilder("手机号,姓名,导购\n");
        for (int i = 0; i < 52; i++) {
            file.append(phone())
                    .append(",人")
                    .append(100 + i)
                    .append(",")
                    .append(li.userId())
                    .append("\n");
        }
        long batch = fixtures.batch();
        fixtures.bring(batch, file.toString());
        long last = fixtures.ids(batch).getLast();
        jdbc.sql("update relation_lead set next_on = date '2020-01-02' where id = :id")
                .param("id", last)
                .update();
        ConsoleClient phone = ConsoleClient.anonymous(context);
        String page = addresses.of(li.id()).orElseThrow();
        String first = phone.get(page).expect(200).text();
        assertThat(first).contains("我的线索（52）", "下一页").containsSubsequence("人151", "人100", "人148");
        assertThat(first).doesNotContain("人149");
        assertThat(phone.get(page + "?page=1").expect(200).text())
                .contains("人149", "人150", "上一页")
                .doesNotContain("人148");
        phone.get(page + "?page=99").expect(200);
    }

    @Test
    void the_guides_who_have_leads_of_a_list_are_sent_the_way_to_them() {
        long batch = fixtures.batch();
        String letters = "/api/admin/lead-batches/" + batch + "/letters";
        assertThat(fixtures.console
                        .post(letters, Map.of())
                        .expect(200)
                        .json()
                        .path("guides")
                        .asInt())
                .isZero();
        fixtures.bring(batch, "手机号\n" + phone() + "\n" + phone() + "\n" + phone() + "\n");
        List<Long> leads = fixtures.ids(batch);
        Guide li = fixtures.guide(null);
        Guide wang = fixtures.guide(fixtures.store());
        fixtures.assign(leads.subList(0, 2), li);
        fixtures.assign(leads.subList(2, 3), wang);
        jdbc.sql("delete from relation_lead_letter where staff_id in (:guides)")
                .param("guides", List.of(li.id().value(), wang.id().value()))
                .update();
        fixtures.console
                .post(LEADS + "/" + leads.getLast() + "/attempts", Map.of("outcome", "REFUSED"))
                .expect(200);
        assertThat(fixtures.console
                        .post(letters, Map.of())
                        .expect(200)
                        .json()
                        .path("guides")
                        .asInt())
                .as("the other one has nothing more to do")
                .isEqualTo(1);
        assertThat(jdbc.sql("select staff_id from relation_lead_letter where staff_id in (:guides)")
                        .param("guides", List.of(li.id().value(), wang.id().value()))
                        .query(Long.class)
                        .list())
                .containsExactly(li.id().value());
        ConsoleClient elsewhere = ConsoleClient.scoped(context, RoleScope.STORE, wang.id());
        assertThat(elsewhere
                        .post(letters, Map.of())
                        .expect(200)
                        .json()
                        .path("guides")
                        .asInt())
                .as("none of his own store")
                .isZero();
    }

    private static String said(ConsoleClient phone, String page, long lead, String deed) {
        String back = phone.post("/api" + page + "/" + lead + "/attempts?" + deed, Map.of())
                .expect(303)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return phone.get(back).expect(200).text();
    }

    private long one(String file) {
        long batch = fixtures.batch();
        fixtures.bring(batch, file);
        return fixtures.ids(batch).getFirst();
    }
}
