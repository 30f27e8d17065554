package io.siyu.mall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.staff.RoleScope;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Importing;
import io.siyu.testing.SiyuTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
class ProductImportTests {

    private static final String TITLES = "商品编码,商品名称,品类,规格,规格编码,价格（元）,期初库存,状态\n";

    private final ApplicationContext context;
    private final JdbcClient jdbc;
    private final ConsoleClient console;
    private final Importing importing;
    private final String p = RandomCode.letters(8);

    @Autowired
    ProductImportTests(ApplicationContext context, JdbcClient jdbc) {
        this.context = context;
        this.jdbc = jdbc;
        this.console = ConsoleClient.administrator(context);
        this.importing = new Importing(console);
    }

    @Test
    void new_products_come_in_whole_and_a_second_file_changes_only_what_it_says() {
        JsonNode checked = check("""
                A{p},护手霜,护手,50ml,A{p}-1,39.9,20,上架
                A{p},护手霜,护手,100ml,A{p}-2,"¥1,059.00",,上架
                B{p},唇膏,唇部,,B{p}-1,25,5,
                """);
        assertThat(checked.path("created").asLong()).isEqualTo(3);
        assertThat(product("A")).as("a dry run changes nothing").isEmpty();
        importing.apply(checked);
        assertThat(product("A")).isEqualTo("护手霜 ON: 50ml 3990 20; 100ml 105900 0");
        assertThat(product("B")).isEqualTo("唇膏 OFF:  2500 5");

        checked = check("""
                A{p},护手霜,护手,50ml,A{p}-1,35,999,
                A{p},护手霜,护手,200ml,A{p}-3,99,7,
                B{p},唇膏,唇部,,B{p}-1,25.00,5,下架
                """);
        assertThat(checked.path("created").asLong()).isEqualTo(1);
        assertThat(checked.path("changed").asLong()).isEqualTo(1);
        assertThat(checked.path("accepted").asLong()).isEqualTo(3);
        importing.apply(checked);
        assertThat(product("A"))
                .as("what the file does not name stays, and so does the stock that is there")
                .isEqualTo("护手霜 ON: 50ml 3500 20; 100ml 105900 0; 200ml 9900 7");
        assertThat(changes("B")).as("audited changes of what stayed as it was").isEqualTo(1);
    }

    @Test
    void each_refused_row_says_why_and_the_others_come_in() {
        importing.apply(check("C{p},面霜,面部,30g,C{p}-1,88,1,上架\n"));
        JsonNode checked = check("""
                D{p},眼霜,眼部,15g,D{p}-1,12.345,1,
                D{p},眼霜,眼部,16g,,12,1,
                E{p},乳液,面部,1,C{p}-1,12,1,
                F{p},,面部,1,F{p}-1,12,1,
                G{p},精华,面部,1,G{p}-1,12,-1,
                H{p},面膜,面部,1,H{p}-1,12,1,预售
                I{p},水,面部,1,I{p}-1,12,1,
                I{p},水,面部,1,I{p}-2,13,1,
                J{p},油,面部,1,J{p}-1,12,1,上架
                J{p},油,面部,2,J{p}-1,12,1,上架
                """);
        assertThat(checked.path("accepted").asLong()).isEqualTo(1);
        String errors = console.get(checked.path("errorsPath").asString().replace("xlsx", "csv"))
                .expect(200)
                .text();
        assertThat(errors)
                .contains("价格“12.345”读不懂")
                .contains("商品编码和规格编码都要填")
                .contains("已属于另一个商品")
                .contains("请填写 1 到 60 个字的商品名称")
                .contains("库存“-1”读不懂")
                .contains("不能是“预售”")
                .contains("规格“1”重复了")
                .contains("在文件里重复了");
        importing.apply(checked);
        assertThat(product("J")).isEqualTo("油 ON: 1 1200 1");
        assertThat(product("I")).isEmpty();
    }

    @Test
    void the_template_can_be_filled_in_and_brought_back() {
        String template = console.get("/api/admin/imports/template?target=products&as=csv")
                .expect(200)
                .text();
        assertThat(template).startsWith("\uFEFF商品编码*,商品名称*,品类*,规格*,规格编码*,价格（元）*,期初库存,卖点,状态");
        JsonNode checked = importing.check("products", template.replace("P1001", "T" + p));
        assertThat(checked.path("created").asLong()).isEqualTo(2);
        assertThat(checked.path("refused").asLong()).isZero();
        ConsoleClient.with(context, RoleScope.ALL, null, "transfer.import", "job.read")
                .get("/api/admin/imports/template?target=products")
                .expectProblem(403, "transfer.import_forbidden");
    }

    private JsonNode check(String rows) {
        return importing.check("products", TITLES + rows.replace("{p}", p));
    }

    private String product(String letter) {
        return jdbc.sql("""
                select coalesce(max(p.title || ' ' || p.status) || ': '
                    || string_agg(k.spec || ' ' || k.price_fen || ' ' || s.on_hand, '; ' order by k.position), '')
                from catalog_product p join catalog_sku k on k.product_id = p.id join catalog_stock s on s.sku_id = k.id
                where p.code = :code""").param("code", letter + p).query(String.class).single();
    }

    private long changes(String letter) {
        return jdbc.sql("""
                select count(*) from audit_entry a join catalog_product p on a.object_id = p.id::text
                where a.kind = 'product' and p.code = :code""").param("code", letter + p).query(Long.class).single();
    }
}
