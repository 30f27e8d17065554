package io.siyu.reach.channel.template;

import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StoreId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Importing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Works with templates as an operator does. */
final class TemplateHand {

    private static final String TITLES = "门店编号,导购账号,活码名称,每人每日上限,欢迎语,无人接待时显示\n";

    final String p = RandomCode.letters(8);
    final ConsoleClient console;
    private final Importing importing;
    private final StaffSetup staff;
    private final JdbcClient jdbc;
    private final List<Long> made = new ArrayList<>();

    TemplateHand(ApplicationContext context) {
        this.console = ConsoleClient.administrator(context);
        this.importing = new Importing(console);
        this.staff = context.getBean(StaffSetup.class);
        this.jdbc = context.getBean(JdbcClient.class);
    }

    /** A rule that stays would make codes for the stores of other tests. */
    void close() {
        made.forEach(id -> console.post("/api/admin/code-templates/" + id + "/archive", Map.of()));
    }

    List<String> stores(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "%s%03d".formatted(p, i))
                .peek(code -> staff.createStore(code, "店" + code, "华东"))
                .toList();
    }

    StoreId storeId(String code) {
        return staff.createStore(code, "店" + code, "华东");
    }

    long template(String target, boolean automatic, List<Long> stores) {
        JsonNode saved = console.post("/api/admin/code-templates", body(target, automatic, stores, "你好", 20))
                .expect(201)
                .json();
        made.add(saved.path("id").asLong());
        return saved.path("id").asLong();
    }

    void save(long id, String target, boolean automatic, List<Long> stores, String welcome, int cap) {
        finish(console.put("/api/admin/code-templates/" + id, body(target, automatic, stores, welcome, cap))
                .expect(200)
                .json());
    }

    Map<String, Object> body(String target, boolean automatic, List<Long> stores, String welcome, int cap) {
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

    JsonNode check(long template, String rows) {
        return importing.check("template-codes&about=" + template, TITLES + rows);
    }

    void apply(JsonNode checked) {
        importing.apply(checked);
    }

    void finish(JsonNode started) {
        Importing.finish(console, started);
    }

    long children(long template) {
        return jdbc.sql("select count(*) from channel_template_child where template_id = :t")
                .param("t", template)
                .query(Long.class)
                .single();
    }

    JsonNode one(long template, String store) {
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

    List<Long> pool(long code) {
        return jdbc.sql("select staff_id from channel_code_guide where code_id = :id order by position")
                .param("id", code)
                .query(Long.class)
                .list();
    }
}
