package io.siyu.foundation.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DifferencesTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    record Sku(String spec, long priceFen) {}

    record Product(String title, @Nullable String subtitle, List<Sku> skus, List<String> tags) {}

    @Test
    void only_fields_that_differ_are_kept_by_their_path() {
        Product before = new Product("茶", "春", List.of(new Sku("50g", 100), new Sku("100g", 180)), List.of("a", "b"));
        Product after = new Product("茶", null, List.of(new Sku("50g", 120), new Sku("100g", 180)), List.of("b", "a"));
        Differences found = Differences.between(JSON, before, after);
        assertThat(text(found.before())).isEqualTo("{\"skus[0].priceFen\":100,\"subtitle\":\"春\"}");
        assertThat(text(found.after())).isEqualTo("{\"skus[0].priceFen\":120}");
    }

    @Test
    void what_was_made_has_no_before_and_what_is_gone_no_after() {
        Sku sku = new Sku("50g", 100);
        assertThat(Differences.between(JSON, null, sku).before()).isEmpty();
        assertThat(Differences.between(JSON, null, sku).after()).hasSize(2);
        assertThat(Differences.between(JSON, sku, null).after()).isEmpty();
    }

    @Test
    void personal_data_and_secrets_are_told_to_have_changed_and_nothing_else() {
        List<String> fields = List.of("phone", "newPassword", "apiSecret", "accessToken", "homeAddress", "real_name");
        for (String field : fields) {
            Differences found = Differences.between(
                    JSON, Map.of("inner", Map.of(field, "老的值")), Map.of("inner", Map.of(field, "新的值")));
            assertThat(text(found.before()) + text(found.after()))
                    .as(field)
                    .contains(Differences.HIDDEN)
                    .doesNotContain("的值");
        }
        Differences whole = Differences.between(JSON, null, Map.of("receiver", Map.of("name", "张三", "city", "上海")));
        assertThat(text(whole.after())).doesNotContain("张三").doesNotContain("上海");
    }

    @Test
    void applying_what_differs_to_the_one_gives_the_other() {
        Seeds.forAll(200, random -> {
            Map<String, Object> before = state(random);
            Map<String, Object> after = state(random);
            Differences found = Differences.between(JSON, before, after);
            Map<String, Object> made = new TreeMap<>(before);
            found.before().keySet().forEach(made::remove);
            made.putAll(found.after());
            assertThat(text(made)).isEqualTo(text(new TreeMap<>(after)));
            assertThat(Differences.between(JSON, before, before).before()).isEmpty();
        });
    }

    private static Map<String, Object> state(Random random) {
        Map<String, Object> state = new TreeMap<>();
        for (int field = 0; field < 6; field++) {
            if (random.nextBoolean()) {
                state.put("f" + field, random.nextInt(3));
            }
        }
        return state;
    }

    private static String text(Map<String, Object> fields) {
        return JSON.writeValueAsString(new TreeMap<>(fields));
    }
}
