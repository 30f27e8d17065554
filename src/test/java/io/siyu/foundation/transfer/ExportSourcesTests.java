package io.siyu.foundation.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.scope.Permission;
import io.siyu.testing.SiyuTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;

@SiyuTest
class ExportSourcesTests {

    private static final Operator EVERYTHING =
            new Operator(1, null, "all", Set.copyOf(Permission.ALL), new DataScope.All());

    private final List<ExportSource> sources;
    private final MessageSource texts;

    @Autowired
    ExportSourcesTests(List<ExportSource> sources, MessageSource texts) {
        this.sources = sources;
        this.texts = texts;
    }

    @Test
    void every_list_has_words_for_itself_and_its_columns_in_both_languages() {
        assertThat(sources)
                .extracting(ExportSource::name)
                .contains("customers", "orders", "codes", "coupons", "issued-coupons", "tasks", "callbacks")
                .doesNotHaveDuplicates();
        for (ExportSource source : sources) {
            Asked asked = asked(EVERYTHING);
            assertThat(Permission.ALL).contains(source.permission());
            for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                assertThat(texts.getMessage("transfer.list." + source.name(), null, locale))
                        .isNotBlank();
                source.columns(asked)
                        .forEach(column -> assertThat(texts.getMessage(column.code(), null, locale))
                                .isNotBlank());
            }
        }
    }

    @Test
    void every_list_gives_as_many_cells_as_columns_and_as_many_rows_as_it_counts() {
        for (ExportSource source : sources) {
            Asked asked = asked(EVERYTHING);
            var page = source.page(asked, null, 10_000);
            assertThat(page.items()).as(source.name()).hasSize((int) source.count(asked));
            assertThat(page.items())
                    .as(source.name())
                    .allMatch(row -> row.size() == source.columns(asked).size());
        }
    }

    @Test
    void who_sees_nobody_takes_nothing_of_anybody_out() {
        Operator blind = new Operator(1, null, "blind", Set.copyOf(Permission.ALL), new DataScope.Nothing());
        sources.stream()
                .filter(source ->
                        Set.of("customers", "orders", "tasks", "issued-coupons").contains(source.name()))
                .forEach(source -> assertThat(source.count(asked(blind))).isZero());
    }

    private static Asked asked(Operator who) {
        // A list of one thing wants to know which; nobody has this one.
        return new Asked(
                Map.of("handover", "999999999", "template", "999999999", "session", "999999999"),
                who,
                Locale.SIMPLIFIED_CHINESE);
    }
}
