package io.siyu.reach.channel.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.figures.Wanted.Narrowing;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Importing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the codes of one template bring, together and beside a code that has none. */
class TemplateFiguresTests extends CampaignFigures {

    private static final String TEMPLATES = "/api/admin/code-templates";

    @Test
    void the_codes_of_a_template_count_together_and_are_found_by_it() {
        ConsoleClient console = ConsoleClient.administrator(context);
        List<StaffId> guides = List.of(guide, fixtures.guides(1).getFirst());
        JsonNode saved = console.post(TEMPLATES, template(guides)).expect(201).json();
        Importing.finish(console, saved);
        long template = saved.path("id").asLong();
        List<Codes.Created> children = children(console, template);
        assertThat(children).hasSize(2);
        for (int i = 0; i < children.size(); i++) {
            Codes.Created child = children.get(i);
            await().atMost(Duration.ofMinutes(1)).until(() -> codes.ready(child.id()));
            for (int adds = 0; adds <= i; adds++) {
                people.add(guides.get(i), people.person(), child);
            }
        }
        people.add(guide, people.person(), code);

        Map<String, Figures> templates = rows.by(Dimension.TEMPLATE, settled());
        assertThat(Objects.requireNonNull(templates.get(Long.toString(template)))
                        .adds())
                .isEqualTo(3);
        assertThat(templates.values().stream().mapToLong(Figures::adds).sum()).isEqualTo(4);
        Narrowing only = new Narrowing(null, template, null, null, null);
        Wanted wanted = new Wanted(first, today(), only, wanted().scope());
        assertThat(rows.total(wanted).adds()).isEqualTo(3);
        assertThat(rows.by(Dimension.CODE, wanted).values())
                .extracting(Figures::adds)
                .containsExactlyInAnyOrder(1L, 2L);
        console.post(TEMPLATES + "/" + template + "/archive", Map.of());
        assertThat(rows.total(wanted).adds()).as("what was, was").isEqualTo(3);
    }

    private Map<String, Object> template(List<StaffId> guides) {
        List<Long> stores = guides.stream()
                .map(one -> Objects.requireNonNull(staff.find(one).orElseThrow().storeId()))
                .map(StoreId::value)
                .toList();
        return Map.of(
                "name",
                "模板" + RandomCode.letters(8),
                "target",
                "STORE",
                "automatic",
                true,
                "storeIds",
                stores,
                "code",
                Map.of("name", "{门店} · 台卡", "guides", List.of(), "campaigns", List.of(campaign), "skipVerify", true));
    }

    /** In the order in which they were made, which is that of the stores. */
    private List<Codes.Created> children(ConsoleClient console, long template) {
        List<Codes.Created> children = new ArrayList<>();
        console.get(TEMPLATES + "/" + template + "/codes")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(row -> row.path("id").asLong())
                .sorted()
                .forEach(id -> children.add(new Codes.Created(
                        id,
                        console.get("/api/admin/codes/" + id)
                                .expect(200)
                                .json()
                                .path("code")
                                .asString())));
        return children;
    }
}
