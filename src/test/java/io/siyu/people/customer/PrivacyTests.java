package io.siyu.people.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.crypto.Vault;
import io.siyu.foundation.privacy.Erasures;
import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.people.staff.RoleScope;
import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
class PrivacyTests {

    private static final Instant AT = Instant.parse("2026-03-02T02:00:00Z");

    @Autowired
    ApplicationContext context;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    Timeline timeline;

    @Autowired
    Erasures erasures;

    @Autowired
    Erasing erasing;

    @Autowired
    Vault vault;

    @Autowired
    JdbcClient jdbc;

    /** In everything personal that is written about the person, and nowhere else. */
    private final String mark = "mark" + RandomCode.letters(14);

    private final String phone = "1" + RandomCode.digits(10);

    @Test
    void everything_about_a_person_is_given_out_by_module_and_only_theirs() {
        CustomerId customer = somebodyWhoBought("COMPLETED");
        ConsoleClient console = ConsoleClient.administrator(context);
        JsonNode tree = console.post("/api/admin/customers/" + customer + "/personal-data", Map.of())
                .expect(200)
                .json();
        assertThat(tree.propertyNames())
                .contains("customer", "relation", "timeline", "order", "outreach", "callback", "tag", "points");
        assertThat(tree.path("customer").path("identities").toString()).contains(phone, "ext-" + mark);
        assertThat(tree.path("order").path("orders").path(0).path("receiver").asString())
                .contains(mark);
        assertThat(tree.path("outreach").path("touches")).hasSize(1);
        assertThat(tree.path("callback").path("callbacks")).hasSize(1);
        assertThat(tree.path("relation").path("follows").path(0).path("remark").asString())
                .contains(mark);
    }

    @Test
    void an_erased_person_is_nowhere_any_more_and_the_money_is_where_it_was() {
        CustomerId customer = somebodyWhoBought("COMPLETED");
        assertThat(placesOf(mark)).as("the search finds what is there").hasSizeGreaterThan(5);
        ConsoleClient console = ConsoleClient.administrator(context);
        String erase = "/api/admin/customers/" + customer + "/erase";
        console.post(erase, Map.of("number", "999")).expectProblem(400, "customer.erase_number");
        assertThat(placesOf(mark)).hasSizeGreaterThan(5);
        console.post(erase, Map.of("number", customer.toString())).expect(204);
        assertThat(placesOf(mark)).isEmpty();
        assertThat(customers.find(Identity.phone(phone))).isEmpty();
        assertThat(jdbc.sql("select payable_fen from order_order where customer_id = :id and receiver is null")
                        .param("id", customer.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(12_300);
        console.post(erase, Map.of("number", customer.toString())).expect(204);
        JsonNode deed = console.get("/api/admin/audit?kind=customer&objectId=" + customer)
                .expect(200)
                .json()
                .path("items")
                .path(0);
        assertThat(deed.path("actionText").asString()).isEqualTo("抹除客户个人数据");
    }

    @Test
    void somebody_with_an_order_under_way_is_not_erased() {
        CustomerId customer = somebodyWhoBought("PAID");
        ConsoleClient.administrator(context)
                .post("/api/admin/customers/" + customer + "/erase", Map.of("number", customer.toString()))
                .expectProblem(409, "order.erase_under_way");
        assertThat(placesOf(mark)).hasSizeGreaterThan(5);
    }

    @Test
    void an_erasure_that_was_interrupted_is_gone_on_with_and_no_part_is_done_twice() {
        CustomerId customer = somebodyWhoBought("COMPLETED");
        Person person = erasing.person(customer);
        erasures.request(person, "test");
        PersonalData first = erasures.parts().getFirst();
        assertThat(erasures.parts().getLast().part()).as("knows the keys").isEqualTo("customer");
        jdbc.sql("update privacy_erasure set done = array[:part] where customer_id = :id")
                .param("part", first.part())
                .param("id", customer.value())
                .update();
        erasures.finish(erasing.person(customer));
        List<String> left = placesOf(mark);
        first.erase(person);
        assertThat(placesOf(mark)).isEmpty();
        assertThat(left.size())
                .as("only what the part marked as done keeps: %s", left)
                .isLessThan(3);
        assertThat(jdbc.sql("select finished_at is not null from privacy_erasure where customer_id = :id")
                        .param("id", customer.value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void it_needs_a_right_of_its_own_and_the_person_within_the_scope() {
        CustomerId customer = somebodyWhoBought("COMPLETED");
        String path = "/api/admin/customers/" + customer + "/personal-data";
        ConsoleClient.with(context, RoleScope.ALL, null, "customer.read", "customer.write", "customer.phone")
                .post(path, Map.of())
                .expectProblem(403, "request.forbidden");
        ConsoleClient.with(context, RoleScope.OWN, null, "customer.read", "customer.privacy")
                .post(path, Map.of())
                .expectProblem(404, "customer.not_found");
    }

    private CustomerId somebodyWhoBought(String orderState) {
        CustomerId customer = customers.findOrCreate(
                List.of(
                        Identity.externalUserId("ext-" + mark),
                        Identity.openId("wx-app", "open-" + mark),
                        Identity.phone(phone)),
                Profile.named("名字" + mark),
                AT);
        long id = customer.value();
        timeline.record(new Activity(customer, "test.done", AT, 0, Map.of("said", mark), "test", "ext-" + mark + "/1"));
        insert(
                "insert into relation_follow (customer_id, staff_id, external_userid, wecom_userid, state, first_added_at,"
                        + " first_add_way, added_at, latest_add_way, ended_at, reopened, remark) values (" + id + ", "
                        + id
                        + ", 'ext-" + mark + "', 'guide', 'DELETED_BY_STAFF', :at, 1, :at, 1, :at, 0, '备注" + mark
                        + "')");
        insert("insert into order_order (number, customer_id, state, goods_fen, coupon_fen, points_fen, shipping_fen,"
                + " payable_fen, points_used, steps, quote_hash, receiver, placed_at, expires_at, tracking_number) values ('n"
                + mark.substring(4) + "', " + id + ", '" + orderState + "', 12300, 0, 0, 0, 12300, 0, '[]', '', '\\x"
                + HexFormat.of().formatHex(vault.seal("{\"name\":\"" + mark + "\"}")) + "', :at, :at, 'SF"
                + mark + "')");
        insert(
                "insert into outreach_touch (customer_id, purpose, kind, content, reason, dedupe_key, token, state, planned_at,"
                        + " due_at, finished_at) values (" + id + ", 'SERVICE', 'GUIDE_TASK', '你好" + mark + "', '', 'k"
                        + id
                        + "', 't" + id + "', 'DONE', :at, :at, :at)");
        insert("insert into wecom_inbox (digest, app, event, change_type, relation, fields, received_at, state,"
                + " next_attempt_at, finished_at) values (convert_to('" + mark
                + "', 'UTF8'), 'app', 'change_external_contact',"
                + " 'add_external_contact', 'guide|ext-" + mark + "', '{\"ExternalUserID\":\"ext-" + mark
                + "\"}', :at, 'done', :at, :at)");
        return customer;
    }

    private void insert(String sql) {
        jdbc.sql(sql).param("at", AT.atOffset(ZoneOffset.UTC)).update();
    }

    /** Every column of ours that holds this word in clear; sandbox tables are the platform's, not ours. */
    private List<String> placesOf(String word) {
        List<String> found = new ArrayList<>();
        jdbc.sql("""
                select table_name || '.' || column_name from information_schema.columns join information_schema.tables
                    using (table_schema, table_name)
                where table_schema = 'public' and table_type = 'BASE TABLE' and data_type in ('text', 'jsonb', 'ARRAY')
                  and table_name not like 'sandbox_%' and table_name not like 'idempotency_%'""").query(String.class).list().forEach(place -> {
            String[] parts = place.split("\\.", 2);
            boolean there = jdbc.sql(
                            "select exists (select from %s where %s::text like :word)".formatted(parts[0], parts[1]))
                    .param("word", "%" + word + "%")
                    .query(Boolean.class)
                    .single();
            if (there) {
                found.add(place);
            }
        });
        return found;
    }
}
