package io.siyu.reach.channel.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.staff.StaffDeparted;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Race;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** One template, its codes from a file or by rule, and what becomes of them. */
@SiyuTest
class TemplateTests {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TITLES = "门店编号,导购账号,活码名称,每人每日上限,欢迎语,无人接待时显示\n";

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

    private final String p = RandomCode.letters(8);
    private final List<Long> made = new ArrayList<>();
    private ConsoleClient console;

    @BeforeEach
    void signIn() {
        console = ConsoleClient.administrator(context);
    }

    /** A rule that stays would make codes for the stores of other tests. */
    @AfterEach
    void close() {
        made.forEach(id -> console.post("/api/admin/code-templates/" + id + "/archive", Map.of()));
    }

    @Test
    void a_file_makes_a_code_for_each_store_and_says_why_not_for_the_others() {
        List<String> stores = stores(120);
        staff.createStaff(new SandboxPhones(context).member("导购甲"), "导购甲", storeId(stores.getFirst()));
        long template = template("STORE", false, List.of());
        String rows = stores.stream().map(code -> code + ",,,,,\n").collect(Collectors.joining());
        JsonNode checked = check(template, rows + stores.get(3) + ",,再来一次,,,\nX" + p + ",,,,,\n,abc,,,,\n" + "");
        assertThat(checked.path("created").asLong()).isEqualTo(120);
        assertThat(checked.path("refused").asLong()).isEqualTo(3);
        assertThat(children(template)).as("a dry run changes nothing").isZero();
        String errors = console.get(checked.path("errorsPath").asString().replace("xlsx", "csv"))
                .expect(200)
                .text();
        assertThat(errors).contains("出现了两次").contains("没有编号为“X" + p).contains("请填写门店编号");
        apply(checked);
        assertThat(children(template)).isEqualTo(120);
        JsonNode first = one(template, stores.getFirst());
        assertThat(first.path("name").asString()).isEqualTo("店" + stores.getFirst() + " · 收银台");
        assertThat(first.path("guides").asInt()).isEqualTo(1);
        assertThat(ways(first.path("id").asLong()))
                .as("contact ways are ordered")
                .isPositive();
    }

    @Test
    void the_same_rows_again_change_nothing_and_what_a_row_says_becomes_the_codes_own() {
        List<String> stores = stores(3);
        long template = template("STORE", false, List.of());
        apply(check(template, stores.get(0) + ",,,,,\n" + stores.get(1) + ",,橱窗,50,,\n"));
        assertThat(one(template, stores.get(1)).path("overridden").toString()).isEqualTo("[\"dailyCap\",\"name\"]");
        JsonNode again =
                check(template, stores.get(0) + ",,,,,\n" + stores.get(1) + ",,橱窗,50,,\n" + stores.get(2) + ",,,0,,\n");
        assertThat(again.path("created").asLong() + again.path("changed").asLong())
                .isZero();
        assertThat(again.path("refused").asLong()).isEqualTo(1);
        apply(check(template, stores.get(0) + ",,,,欢迎光临,\n" + stores.get(2) + ",,,,,\n"));
        assertThat(children(template)).isEqualTo(3);
        assertThat(one(template, stores.get(0)).path("overridden").toString()).isEqualTo("[\"welcomeText\"]");
    }

    @Test
    void two_files_at_once_make_one_code_for_each_store() throws InterruptedException {
        List<Map<String, String>> rows =
                stores(40).stream().map(code -> Map.of("store", code)).toList();
        long template = template("STORE", false, List.of());
        Race.Finish<?> finish = Race.of(4, i -> () -> {
            List<Map<String, String>> mine = new ArrayList<>(rows);
            Collections.rotate(mine, i * 10);
            return transaction.execute(status -> file.take(Long.toString(template), mine, false));
        });
        assertThat(finish.failures()).isEmpty();
        assertThat(children(template)).isEqualTo(40);
        assertThat(jdbc.sql("select count(*) from channel_code c where c.name like :name")
                        .param("name", "店" + p + "%")
                        .query(Long.class)
                        .single())
                .as("and none that belongs to nobody")
                .isEqualTo(40);
    }

    @Test
    void codes_follow_their_template_but_in_what_was_changed_in_them_until_it_is_reset() {
        List<String> stores = stores(2);
        long template = template("STORE", false, List.of());
        apply(check(template, stores.get(0) + ",,,,,\n" + stores.get(1) + ",,,,,\n"));
        long own = one(template, stores.get(0)).path("id").asLong();
        long other = one(template, stores.get(1)).path("id").asLong();
        staff.createStaff(new SandboxPhones(context).member("导购乙"), "导购乙", storeId(stores.get(0)));
        await().atMost(SOON)
                .until(() -> one(template, stores.get(0)).path("guides").asInt() == 1);
        edit(own, "欢迎你来");
        assertThat(following(own).path("overridden").toString()).isEqualTo("[\"welcomeText\"]");

        save(template, "STORE", false, List.of(), "新的欢迎语", 30);
        assertThat(welcome(other)).isEqualTo("新的欢迎语 30");
        assertThat(welcome(own)).as("its own words, the template's cap").isEqualTo("欢迎你来 30");

        console.post("/api/admin/codes/" + own + "/template/reset", Map.of("fields", List.of("welcomeText")))
                .expect(204);
        assertThat(welcome(own)).isEqualTo("新的欢迎语 30");
        console.get("/api/admin/codes/999999999/template").expectProblem(404, "channel.code_not_found");
    }

    @Test
    void who_moves_joins_or_leaves_changes_who_receives_and_a_new_guide_gets_a_code_by_rule() {
        String store = stores(1).getFirst();
        StoreId place = storeId(store);
        SandboxPhones phones = new SandboxPhones(context);
        StaffId first = staff.createStaff(phones.member("导购丙"), "导购丙", place);
        long template = template("GUIDE", true, List.of(place.value()));
        await().atMost(SOON).until(() -> children(template) == 1);
        StaffId second = staff.createStaff(phones.member("导购丁"), "导购丁", place);
        await().atMost(SOON).until(() -> children(template) == 2);
        long code = jdbc.sql("select code_id from channel_template_child where template_id = :t and staff_id = :s")
                .param("t", template)
                .param("s", first.value())
                .query(Long.class)
                .single();
        assertThat(pool(code)).containsExactly(first.value());

        leave(first);
        await().atMost(SOON).until(() -> pool(code).equals(List.of(second.value())));
        JsonNode row = console.get("/api/admin/code-templates/" + template + "/codes")
                .json()
                .path("items")
                .get(0);
        assertThat(row.path("ownerLeft").asBoolean()).isTrue();
    }

    @Test
    void a_new_store_gets_its_code_by_rule_once() {
        long template = template("STORE", false, List.of());
        jdbc.sql("update channel_template set automatic = true where id = :id")
                .param("id", template)
                .update();
        StoreId store = staff.createStore("N" + p, "新店", "华东");
        await().atMost(SOON).until(() -> children(template) == 1);
        staff.createStore("N" + p, "新店", "华东");
        jdbc.sql("update channel_template set store_ids = array[:store::bigint] where id = :id")
                .param("store", store.value())
                .param("id", template)
                .update();
        save(template, "STORE", true, List.of(store.value()), "欢迎", 20);
        assertThat(children(template)).isEqualTo(1);
    }

    private void leave(StaffId who) {
        jdbc.sql("update staff_member set active = false, wecom_user_id = 'gone-' || id where id = :id")
                .param("id", who.value())
                .update();
        transaction.executeWithoutResult(status -> context.publishEvent(new StaffDeparted(who)));
    }

    private List<String> stores(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "%s%03d".formatted(p, i))
                .peek(code -> staff.createStore(code, "店" + code, "华东"))
                .toList();
    }

    private StoreId storeId(String code) {
        return staff.createStore(code, "店" + code, "华东");
    }

    private long template(String target, boolean automatic, List<Long> stores) {
        JsonNode saved = console.post("/api/admin/code-templates", body(target, automatic, stores, "你好", 20))
                .expect(201)
                .json();
        made.add(saved.path("id").asLong());
        return saved.path("id").asLong();
    }

    private void save(long id, String target, boolean automatic, List<Long> stores, String welcome, int cap) {
        finish(console.put("/api/admin/code-templates/" + id, body(target, automatic, stores, welcome, cap))
                .expect(200)
                .json());
    }

    private Map<String, Object> body(String target, boolean automatic, List<Long> stores, String welcome, int cap) {
        String name = target.equals("STORE") ? "{门店} · 收银台" : "{门店} {导购}";
        return Map.of(
                "name",
                "模板" + p,
                "target",
                target,
                "automatic",
                automatic,
                "storeIds",
                stores,
                "code",
                Map.of("name", name, "guides", List.of(), "dailyCap", cap, "welcomeText", welcome, "skipVerify", true));
    }

    private void edit(long code, String welcome) {
        JsonNode now = console.get("/api/admin/codes/" + code).expect(200).json();
        console.put(
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

    private JsonNode check(long template, String rows) {
        byte[] content = (TITLES + rows).getBytes(StandardCharsets.UTF_8);
        JsonNode started = console.upload(
                        "/api/admin/imports?target=template-codes&about=" + template, "门店.csv", content)
                .expect(202)
                .json();
        finish(started);
        return console.get("/api/admin/imports/" + started.path("importId").asLong())
                .expect(200)
                .json();
    }

    private void apply(JsonNode checked) {
        finish(console.post("/api/admin/imports/" + checked.path("id").asLong() + "/apply", Map.of())
                .expect(202)
                .json());
    }

    private void finish(JsonNode started) {
        String job = "/api/admin/jobs/" + started.path("jobId").asLong();
        await().atMost(SOON)
                .until(() -> console.get(job).json().path("state").asString().equals("DONE"));
    }

    private long children(long template) {
        return jdbc.sql("select count(*) from channel_template_child where template_id = :t")
                .param("t", template)
                .query(Long.class)
                .single();
    }

    private JsonNode one(long template, String store) {
        Long code = jdbc.sql("""
                select k.code_id from channel_template_child k join staff_store s on s.id = k.store_id
                where k.template_id = :t and s.code = :code""")
                .param("t", template)
                .param("code", store)
                .query(Long.class)
                .single();
        return console.get("/api/admin/code-templates/" + template + "/codes?size=1&after=" + (code - 1))
                .expect(200)
                .json()
                .path("items")
                .get(0);
    }

    private JsonNode following(long code) {
        return console.get("/api/admin/codes/" + code + "/template").expect(200).json().path("template");
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

    private List<Long> pool(long code) {
        return jdbc.sql("select staff_id from channel_code_guide where code_id = :id order by position")
                .param("id", code)
                .query(Long.class)
                .list();
    }
}
