package io.siyu.foundation.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.people.staff.RoleScope;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@SiyuTest
class AuditTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Audit audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void a_change_is_told_with_who_what_from_where_and_the_fields_that_differ() {
        ConsoleClient console = ConsoleClient.administrator(context);
        String code = "a-" + RandomCode.letters(8);
        long store = console.post("/api/admin/stores", Map.of("code", code, "name", code + "静安店", "regionName", "华东"))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        var answer = console.put("/api/admin/stores/" + store, Map.of("name", code + "徐汇店", "regionName", "华东"))
                .expect(204);
        JsonNode entry = console.get("/api/admin/audit?kind=store&objectId=" + store)
                .expect(200)
                .json()
                .path("items")
                .path(0);
        assertThat(entry.path("actionText").asString()).isEqualTo("修改门店");
        assertThat(entry.path("kindText").asString()).isEqualTo("门店");
        assertThat(entry.path("objectName").asString()).isEqualTo(code + "徐汇店");
        assertThat(entry.path("userName").asString()).startsWith("test-");
        assertThat(entry.path("address").asString()).isNotBlank();
        assertThat(entry.path("userAgent").asString()).contains("Java");
        assertThat(answer.headers().firstValue("X-Request-Id"))
                .contains(entry.path("requestId").asString());
        assertThat(entry.path("changes")).hasSize(1);
        JsonNode change = entry.path("changes").path(0);
        assertThat(change.path("label").asString()).isEqualTo("名称");
        assertThat(change.path("before").asString()).isEqualTo(code + "静安店");
        assertThat(change.path("after").asString()).isEqualTo(code + "徐汇店");
    }

    @Test
    void an_entry_lives_and_dies_with_the_transaction_of_the_change() {
        String id = RandomCode.letters(12);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    audit.record("test.undone", Subject.of("test", id), null, null);
                    throw new IllegalStateException("the change failed");
                }))
                .hasMessage("the change failed");
        assertThat(count(id)).isZero();
        transaction.executeWithoutResult(status -> audit.record("test.done", Subject.of("test", id), null, null));
        assertThat(count(id)).isEqualTo(1);
    }

    @Test
    void entries_are_found_by_person_action_subject_name_and_day_and_paged_without_gap_or_repetition() {
        ConsoleClient console = ConsoleClient.administrator(context);
        String action = "test." + RandomCode.letters(10);
        String name = "查找_" + RandomCode.letters(8);
        for (int i = 0; i < 7; i++) {
            String id = "s" + i;
            transaction.executeWithoutResult(
                    status -> audit.record(action, Subject.of("test", id, name + "%" + id), null, Map.of("n", id)));
        }
        assertThat(ids(console, "action=" + action + "&size=3", 3)).hasSize(7).doesNotHaveDuplicates();
        assertThat(ids(console, "action=" + action + "&objectId=s3&kind=test", 50))
                .hasSize(1);
        assertThat(ids(console, "q=" + name.toUpperCase(java.util.Locale.ROOT), 50))
                .hasSize(7);
        assertThat(ids(console, "q=" + name.replace('_', 'x'), 50)).isEmpty();
        assertThat(ids(console, "action=" + action + "&userId=1", 50)).isEmpty();
        LocalDate tomorrow = LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).plusDays(400);
        assertThat(ids(console, "action=" + action + "&from=" + tomorrow, 50)).isEmpty();
        assertThat(ids(console, "action=" + action + "&to=" + tomorrow, 50)).hasSize(7);
        console.get("/api/admin/audit?after=nonsense").expect(400);
        assertThat(console.get("/api/admin/audit/choices").expect(200).text()).contains(action, "test-");
    }

    @Test
    void only_those_who_may_read_it() {
        ConsoleClient.with(context, RoleScope.ALL, null, "user.read", "user.write")
                .get("/api/admin/audit")
                .expectProblem(403, "request.forbidden");
    }

    @Test
    void every_question_is_answered_by_an_index_however_many_entries_there_are() {
        jdbc.sql("""
                insert into audit_entry (at, user_id, user_name, action, kind, object_id, object_name)
                select timestamptz '2020-01-01' + n * interval '1 minute', n % 40, 'u' || n % 40, 'many.' || n % 60,
                    'many', (n % 5000)::text, 'many ' || n % 5000 from generate_series(1, 20000) n""").update();
        jdbc.sql("analyze audit_entry").update();
        for (String condition : List.of(
                "true",
                "user_id = 7",
                "action = 'many.7'",
                "object_id = '7' and kind = 'many'",
                "lower(object_name) like 'many 77%'",
                "at < timestamptz '2020-01-02'")) {
            List<String> plan = jdbc.sql("explain select * from audit_entry where " + condition
                            + " order by at desc, id desc limit 51")
                    .query(String.class)
                    .list();
            assertThat(plan).as(condition).noneMatch(line -> line.contains("Seq Scan"));
        }
        jdbc.sql("delete from audit_entry where kind = 'many'").update();
    }

    private List<Long> ids(ConsoleClient console, String question, int size) {
        List<Long> ids = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = console.get("/api/admin/audit?" + question + "&size=" + size + after)
                    .expect(200)
                    .json();
            page.path("items").forEach(item -> ids.add(item.path("id").asLong()));
            after = page.path("next").isMissingNode()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());
        return ids;
    }

    private long count(String id) {
        return jdbc.sql("select count(*) from audit_entry where kind = 'test' and object_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }
}
