package io.siyu.reach.channel.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.transfer.ImportTarget;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.Race;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** One template, its codes from a file, and what becomes of them. */
@SiyuTest
class TemplateTests {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired
    ApplicationContext context;

    @Autowired
    StaffSetup staff;

    @Autowired
    ChildImport file;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private TemplateHand hand;

    @BeforeEach
    void signIn() {
        hand = new TemplateHand(context);
    }

    @AfterEach
    void close() {
        hand.close();
    }

    @Test
    void templates_are_looked_for_by_a_part_of_their_name() {
        long template = hand.template("STORE", false, List.of());
        for (String words : List.of(hand.p, hand.p.toUpperCase(Locale.ROOT), hand.p.substring(2))) {
            JsonNode found = hand.console
                    .get("/api/admin/code-templates?q=" + words)
                    .expect(200)
                    .json();
            assertThat(found.path("items").path(0).path("id").asLong()).isEqualTo(template);
            assertThat(found.path("total").asInt()).isEqualTo(1);
        }
        assertThat(hand.console
                        .get("/api/admin/code-templates?target=GUIDE&q=" + hand.p)
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void a_file_makes_a_code_for_each_store_and_says_why_not_for_the_others() {
        List<String> stores = hand.stores(120);
        staff.createStaff(new SandboxPhones(context).member("导购甲"), "导购甲", hand.storeId(stores.getFirst()));
        long template = hand.template("STORE", false, List.of());
        String rows = stores.stream().map(code -> code + ",,,,,\n").collect(Collectors.joining());
        JsonNode checked =
                hand.check(template, rows + stores.get(3) + ",,再来一次,,,\nX" + hand.p + ",,,,,\n,abc,,,,\n" + "");
        assertThat(checked.path("created").asLong()).isEqualTo(120);
        assertThat(checked.path("refused").asLong()).isEqualTo(3);
        assertThat(hand.children(template)).as("a dry run changes nothing").isZero();
        String errors = hand.console
                .get(checked.path("errorsPath").asString().replace("xlsx", "csv"))
                .expect(200)
                .text();
        assertThat(errors).contains("出现了两次").contains("没有编号为“X" + hand.p).contains("请填写门店编号");
        hand.apply(checked);
        assertThat(hand.children(template)).isEqualTo(120);
        JsonNode first = hand.one(template, stores.getFirst());
        assertThat(first.path("name").asString()).isEqualTo("店" + stores.getFirst() + " · 收银台");
        assertThat(first.path("guides").asInt()).isEqualTo(1);
        assertThat(ways(first.path("id").asLong()))
                .as("contact ways are ordered")
                .isPositive();
    }

    @Test
    void the_same_rows_again_change_nothing_and_what_a_row_says_becomes_the_codes_own() {
        List<String> stores = hand.stores(3);
        long template = hand.template("STORE", false, List.of());
        hand.apply(hand.check(template, stores.get(0) + ",,,,,\n" + stores.get(1) + ",,橱窗,50,,\n"));
        assertThat(hand.one(template, stores.get(1)).path("overridden").toString())
                .isEqualTo("[\"dailyCap\",\"name\"]");
        JsonNode again = hand.check(
                template, stores.get(0) + ",,,,,\n" + stores.get(1) + ",,橱窗,50,,\n" + stores.get(2) + ",,,0,,\n");
        assertThat(again.path("created").asLong() + again.path("changed").asLong())
                .isZero();
        assertThat(again.path("refused").asLong()).isEqualTo(1);
        hand.apply(hand.check(template, stores.get(0) + ",,,,欢迎光临,\n" + stores.get(2) + ",,,,,\n"));
        assertThat(hand.children(template)).isEqualTo(3);
        assertThat(hand.one(template, stores.get(0)).path("overridden").toString())
                .isEqualTo("[\"welcomeText\"]");
    }

    @Test
    void a_row_says_what_new_friends_are_called_and_leaves_what_else_is_noted() {
        List<String> stores = hand.stores(2);
        long template = hand.template("STORE", false, List.of());
        List<Map<String, String>> rows = List.of(
                Map.of("store", stores.get(0), "remark", "{客户昵称}-橱窗"),
                Map.of("store", stores.get(1), "remark", "{昵称}"));
        List<ImportTarget.Outcome> outcomes =
                Objects.requireNonNull(transaction.execute(status -> file.take(Long.toString(template), rows, false)));
        assertThat(outcomes.get(1).toString()).contains("channel.remark_place_unknown");
        JsonNode made = hand.one(template, stores.get(0));
        assertThat(made.path("overridden").toString()).isEqualTo("[\"remark\"]");
        assertThat(hand.console
                        .get("/api/admin/codes/" + made.path("id").asLong())
                        .expect(200)
                        .json()
                        .path("remark")
                        .path("pattern")
                        .asString())
                .isEqualTo("{客户昵称}-橱窗");
    }

    @Test
    void two_files_at_once_make_one_code_for_each_store() throws InterruptedException {
        List<Map<String, String>> rows =
                hand.stores(40).stream().map(code -> Map.of("store", code)).toList();
        long template = hand.template("STORE", false, List.of());
        Race.Finish<?> finish = Race.of(4, i -> () -> {
            List<Map<String, String>> mine = new ArrayList<>(rows);
            Collections.rotate(mine, i * 10);
            return transaction.execute(status -> file.take(Long.toString(template), mine, false));
        });
        assertThat(finish.failures()).isEmpty();
        assertThat(hand.children(template)).isEqualTo(40);
        assertThat(named()).as("and none that belongs to nobody").isEqualTo(40);
    }

    @Test
    void codes_follow_their_template_but_in_what_was_changed_in_them_until_it_is_reset() {
        List<String> stores = hand.stores(2);
        long template = hand.template("STORE", false, List.of());
        hand.apply(hand.check(template, stores.get(0) + ",,,,,\n" + stores.get(1) + ",,,,,\n"));
        long own = hand.one(template, stores.get(0)).path("id").asLong();
        long other = hand.one(template, stores.get(1)).path("id").asLong();
        staff.createStaff(new SandboxPhones(context).member("导购乙"), "导购乙", hand.storeId(stores.get(0)));
        await().atMost(SOON)
                .until(() -> hand.one(template, stores.get(0)).path("guides").asInt() == 1);
        edit(own, "欢迎你来");
        assertThat(following(own).path("overridden").toString()).isEqualTo("[\"welcomeText\"]");

        hand.save(template, "STORE", false, List.of(), "新的欢迎语", 30);
        assertThat(welcome(other)).isEqualTo("新的欢迎语 30");
        assertThat(welcome(own)).as("its own words, the template's cap").isEqualTo("欢迎你来 30");

        hand.console
                .post("/api/admin/codes/" + own + "/template/reset", Map.of("fields", List.of("welcomeText")))
                .expect(204);
        assertThat(welcome(own)).isEqualTo("新的欢迎语 30");
        hand.console.get("/api/admin/codes/999999999/template").expectProblem(404, "channel.code_not_found");
    }

    @Test
    void a_piece_that_a_crash_cut_off_leaves_nothing_and_is_made_whole_the_next_time() {
        List<Map<String, String>> rows = new ArrayList<>(
                hand.stores(30).stream().map(code -> Map.of("store", code)).toList());
        rows.add(17, Map.of("store", "X" + hand.p));
        long template = hand.template("STORE", false, List.of());
        transaction.executeWithoutResult(status -> {
            file.take(Long.toString(template), rows, false);
            assertThat(hand.children(template)).isEqualTo(30);
            status.setRollbackOnly();
        });
        assertThat(hand.children(template) + named()).isZero();
        for (int again = 0; again < 2; again++) {
            List<ImportTarget.Outcome> outcomes = Objects.requireNonNull(
                    transaction.execute(status -> file.take(Long.toString(template), rows, false)));
            assertThat(outcomes.get(17).refusal()).isNotNull();
            assertThat(hand.children(template)).isEqualTo(30);
            assertThat(named()).as("and none that belongs to nobody").isEqualTo(30);
        }
    }

    @Test
    void guides_get_their_codes_from_a_file_but_not_who_left_or_never_was() {
        SandboxPhones phones = new SandboxPhones(context);
        StoreId store = hand.storeId(hand.stores(1).getFirst());
        String here = phones.member("导购丙");
        String gone = phones.member("导购丁");
        StaffId guide = staff.createStaff(here, "导购丙", store);
        StaffId left = staff.createStaff(gone, "导购丁", store);
        jdbc.sql("update staff_member set active = false where id = :id")
                .param("id", left.value())
                .update();
        long template = hand.template("GUIDE", false, List.of());
        JsonNode checked =
                hand.check(template, ",%s,,,,\n,%s,,,,\n,nobody-%s,,,,\n,%s,,,,\n".formatted(here, gone, hand.p, here));
        assertThat(checked.path("created").asLong()).isEqualTo(1);
        assertThat(checked.path("refused").asLong()).isEqualTo(3);
        hand.apply(checked);
        assertThat(jdbc.sql("select staff_id from channel_template_child where template_id = :t")
                        .param("t", template)
                        .query(Long.class)
                        .list())
                .containsExactly(guide.value());
    }

    private long named() {
        return jdbc.sql("select count(*) from channel_code c where c.name like :name")
                .param("name", "店" + hand.p + "%")
                .query(Long.class)
                .single();
    }

    private void edit(long code, String welcome) {
        JsonNode now = hand.console.get("/api/admin/codes/" + code).expect(200).json();
        hand.console
                .put(
                        "/api/admin/codes/" + code,
                        Map.of(
                                "name",
                                now.path("name").asString(),
                                "guides",
                                List.of(Map.of(
                                        "staffId",
                                        now.path("guides")
                                                .get(0)
                                                .path("staffId")
                                                .asLong())),
                                "dailyCap",
                                now.path("dailyCap").asInt(),
                                "welcomeText",
                                welcome,
                                "skipVerify",
                                true))
                .expect(200);
    }

    private JsonNode following(long code) {
        return hand.console
                .get("/api/admin/codes/" + code + "/template")
                .expect(200)
                .json()
                .path("template");
    }

    private String welcome(long code) {
        return jdbc.sql("select welcome_text || ' ' || daily_cap from channel_code where id = :id")
                .param("id", code)
                .query(String.class)
                .single();
    }

    private long ways(long code) {
        return jdbc.sql("select count(*) from channel_state where code_id = :id")
                .param("id", code)
                .query(Long.class)
                .single();
    }
}
