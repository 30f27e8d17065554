package io.siyu.people.relation.lead;

import static io.siyu.people.relation.lead.LeadFixtures.phone;
import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.relation.lead.LeadFixtures.Guide;
import io.siyu.people.relation.lead.LeadFixtures.Store;
import io.siyu.people.staff.Presence;
import io.siyu.people.staff.RoleScope;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Importing;
import io.siyu.testing.SiyuTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
class LeadImportTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    Presence presence;

    @Autowired
    JdbcClient jdbc;

    LeadFixtures fixtures;

    @BeforeEach
    void begin() {
        fixtures = new LeadFixtures(context);
    }

    @Test
    void good_rows_come_in_with_their_own_columns_and_each_bad_row_says_why() {
        Store here = fixtures.store();
        Guide li = fixtures.guide(here);
        Guide off = fixtures.guide(here);
        presence.switchOwn(off.id(), false, null);
        String friend = phone();
        String external = "wm" + RandomCode.letters(16);
        customers.findOrCreate(
                List.of(Identity.externalUserId(external), Identity.phone(friend)), Profile.named("周青"), Instant.EPOCH);
        fixtures.befriend(li, external);
        String open = phone();
        long other = fixtures.batch();
        fixtures.bring(other, "手机号,导购\n" + open + "," + li.userId() + "\n");
        String first = phone();
        String second = phone();
        long batch = fixtures.batch();
        JsonNode taken = fixtures.bring(batch, """
                手机号*,姓名,来源,门店编码,导购,备注,车型,意向等级
                +86 %1$s,王女士,车展,%2$s,,想试驾,轿跑,A
                %3$s,陈先生,,,%4$s,,,B
                %1$s,又一次,,,,,,
                12345,短,,,,,,
                ,没有,,,,,,
                %5$s,好友,,,,,,
                %6$s,跟进中,,,,,,
                %7$s,没有店,,no-such-store,,,,
                %8$s,没有人,,,nobody-here,,,
                %9$s,休息,,,%10$s,,,
                """.formatted(
                        first, here.code(), second, li.userId(), friend, open, phone(), phone(), phone(), off.name()));
        assertThat(taken.path("created").asInt()).isEqualTo(2);
        assertThat(fixtures.errors(taken))
                .startsWith("\uFEFF手机号,姓名,来源,门店编码,导购,备注,车型,意向等级,原因")
                .contains("文件里前面已有这个号码")
                .contains("“12345”不是手机号")
                .contains("没有填手机号")
                .contains("已经是 " + li.name() + " 的好友")
                .contains("导购 " + li.name())
                .contains("没有编码为“no-such-store”的门店")
                .contains("没有叫“nobody-here”的在职员工")
                .contains(off.name() + " 现在没有在接待新客户");

        List<Long> ids = fixtures.ids(batch);
        JsonNode one = fixtures.lead(ids.getFirst());
        assertThat(one.path("state").asString()).isEqualTo("POOL");
        assertThat(one.path("maskedPhone").asString()).isEqualTo("***" + first.substring(7));
        assertThat(one.path("storeId").asLong()).isEqualTo(here.id().value());
        assertThat(one.path("source").asString()).isEqualTo("车展");
        assertThat(one.path("own").path("车型").asString()).isEqualTo("轿跑");
        JsonNode two = fixtures.lead(ids.getLast());
        assertThat(two.path("state").asString()).isEqualTo("ASSIGNED");
        assertThat(two.path("staffId").asLong()).isEqualTo(li.id().value());
        assertThat(two.path("source").asString()).as("the list's own").isEqualTo("抽奖");
        JsonNode figures = fixtures.console
                .get("/api/admin/lead-batches/" + batch)
                .expect(200)
                .json()
                .path("batch");
        assertThat(figures.path("rowsSeen").asInt()).isEqualTo(10);
        assertThat(figures.path("figures").path("leads").asInt()).isEqualTo(2);
        assertThat(figures.path("figures").path("assigned").asInt()).isEqualTo(1);
    }

    @Test
    void no_number_lies_readable_anywhere_and_whole_ones_are_for_who_may_see_them() {
        String number = phone();
        long batch = fixtures.batch();
        Guide guide = fixtures.guide(null);
        fixtures.bring(batch, "手机号,导购\n" + number + "," + guide.userId() + "\n");
        for (String table : List.of(
                "relation_lead",
                "relation_lead_phone",
                "relation_lead_event",
                "relation_lead_batch",
                "transfer_piece",
                "job_job",
                "audit_entry")) {
            assertThat(jdbc.sql("select count(*) from " + table + " t where t::text like :number")
                            .param("number", "%" + number + "%")
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        long id = fixtures.ids(batch).getFirst();
        String path = LeadFixtures.LEADS + "/" + id + "/phone";
        assertThat(fixtures.console
                        .post(path, Map.of())
                        .expect(200)
                        .json()
                        .path("phone")
                        .asString())
                .isEqualTo(number);
        ConsoleClient.with(context, RoleScope.ALL, null, "lead.read")
                .post(path, Map.of())
                .expectProblem(403, "lead.phone_forbidden");
        assertThat(ConsoleClient.with(context, RoleScope.OWN, guide.id(), "lead.read")
                        .post(path, Map.of())
                        .expect(200)
                        .json()
                        .path("phone")
                        .asString())
                .as("whoever is to call has to")
                .isEqualTo(number);
        assertThat(fixtures.console
                        .get(LeadFixtures.LEADS + "?q=" + number)
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void a_store_manager_brings_leads_for_his_store_only() {
        Store here = fixtures.store();
        Store there = fixtures.store();
        ConsoleClient manager = managerOf(here);
        long batch = fixtures.batch();
        JsonNode checked =
                fixtures.check(manager, batch, "手机号,门店编码\n" + phone() + ",\n" + phone() + "," + there.code() + "\n");
        JsonNode taken = new Importing(manager).apply(checked);
        assertThat(taken.path("created").asInt()).isEqualTo(1);
        assertThat(taken.path("first").toString()).contains("门店或导购不在你的数据范围内");
        assertThat(fixtures.lead(fixtures.ids(batch).getFirst()).path("storeId").asLong())
                .isEqualTo(here.id().value());
    }

    @Test
    void a_refusal_names_the_list_and_the_guide_only_to_who_may_see_them() {
        Store here = fixtures.store();
        Store there = fixtures.store();
        Guide li = fixtures.guide(there);
        String friend = phone();
        String external = "wm" + RandomCode.letters(16);
        customers.findOrCreate(
                List.of(Identity.externalUserId(external), Identity.phone(friend)), Profile.named("周青"), Instant.EPOCH);
        fixtures.befriend(li, external);
        String open = phone();
        long theirs = fixtures.batch();
        fixtures.bring(theirs, "手机号,导购\n" + open + "," + li.userId() + "\n");
        String list =
                fixtures.lead(fixtures.ids(theirs).getFirst()).path("batchName").asString();
        long batch = fixtures.batch();
        String file = "手机号\n" + open + "\n" + friend + "\n";
        assertThat(fixtures.check(managerOf(here), batch, file).path("first").toString())
                .contains("正在由其他门店或导购跟进", "已经是其他门店导购的好友")
                .doesNotContain(list, li.name());
        assertThat(fixtures.check(managerOf(there), batch, file).path("first").toString())
                .contains("批次“" + list + "”，导购 " + li.name(), "已经是 " + li.name() + " 的好友");
    }

    private ConsoleClient managerOf(Store store) {
        return ConsoleClient.with(
                context,
                RoleScope.STORE,
                fixtures.guide(store).id(),
                "lead.read",
                "lead.assign",
                "transfer.import",
                "job.read");
    }
}
