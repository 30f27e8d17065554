package io.siyu.reach.channel.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.scope.Permission;
import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.people.staff.RoleScope;
import io.siyu.reach.channel.figures.Cost.Target;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;

/** Costs entered, corrected, seen and taken out by whom they concern. */
class CostTests extends SpentCampaign {

    @Autowired
    MessageSource messages;

    @Test
    void a_correction_changes_the_figures_and_is_told_in_the_audit() {
        ConsoleClient console = ConsoleClient.administrator(context);
        Map<String, Object> body = body(Target.CODE, codes.getFirst(), 5000);
        long id = console.post("/api/admin/channel-costs", body)
                .expect(201)
                .json()
                .path("id")
                .asLong();
        body.put("amountFen", 6000);
        console.put("/api/admin/channel-costs/" + id, body).expect(204);
        assertThat(rows.total(ofCode()).costFen()).isEqualTo(6000);
        assertThat(console.get("/api/admin/audit?kind=channel-cost&id=" + id)
                        .expect(200)
                        .text())
                .contains("channel.cost.edit")
                .contains("6000")
                .contains("5000");
        console.delete("/api/admin/channel-costs/" + id).expect(204);
        assertThat(rows.total(ofCode())).isEqualTo(Figures.NONE);
        console.delete("/api/admin/channel-costs/" + id).expect(404);
    }

    @Test
    void what_makes_no_sense_is_refused_at_its_field() {
        ConsoleClient console = ConsoleClient.administrator(context);
        Map<String, Object> backwards = body(Target.CODE, codes.getFirst(), 1);
        backwards.put("toDay", "2024-01-01");
        assertThat(console.post("/api/admin/channel-costs", backwards)
                        .expect(400)
                        .text())
                .contains("toDay");
        assertThat(console.post("/api/admin/channel-costs", body(Target.CODE, 999_999_999L, 1))
                        .expect(400)
                        .text())
                .contains("targetId");
        assertThat(console.post("/api/admin/channel-costs", body(Target.CODE, codes.getFirst(), 0))
                        .expect(400)
                        .text())
                .contains("amountFen");
    }

    @Test
    void a_store_manager_enters_and_sees_the_costs_of_the_own_store_only() {
        ConsoleClient manager = ConsoleClient.with(
                context, RoleScope.STORE, guides.getFirst(), "channel.read", "channel.write", "transfer.export");
        ConsoleClient.administrator(context)
                .post("/api/admin/channel-costs", body(Target.CODE, codes.getFirst(), 4321))
                .expect(201);
        manager.post("/api/admin/channel-costs", body(Target.CODE, codes.getFirst(), 1))
                .expect(403);
        manager.post("/api/admin/channel-costs", body(Target.STORE, store.value(), 1234))
                .expect(201);
        assertThat(manager.get("/api/admin/channel-costs")
                        .expect(200)
                        .json()
                        .path("amountFen")
                        .asLong())
                .isEqualTo(1234);
        adds(codes.getFirst(), guides.getFirst(), START, 5);
        String asked = "/api/admin/channel-figures/summary?from=%s&to=%s&campaign=%s".formatted(START, START, campaign);
        assertThat(manager.get(asked)
                        .expect(200)
                        .json()
                        .path("total")
                        .path("adds")
                        .asLong())
                .isEqualTo(5);
        StaffId stranger = fixtures.guides(1).getFirst();
        assertThat(ConsoleClient.with(context, RoleScope.STORE, stranger, "channel.read")
                        .get(asked)
                        .expect(200)
                        .json()
                        .path("total")
                        .path("adds")
                        .asLong())
                .isZero();
    }

    @Test
    void the_file_says_what_the_page_says() {
        adds(codes.getFirst(), guides.getFirst(), START, 3);
        adds(codes.get(1), guides.get(1), START.plusDays(1), 4);
        costs.insert(draft(START, START, 999, Target.CODE, codes.getFirst()), clock.instant());
        Map<String, String> filters = Map.of(
                "from", START.toString(), "to", START.plusDays(1).toString(), "campaign", campaign, "by", "CODE");
        Operator who = new Operator(1, null, "all", Set.copyOf(Permission.ALL), new DataScope.All());
        Asked asked = new Asked(filters, who, Locale.SIMPLIFIED_CHINESE);
        var page = ConsoleClient.administrator(context)
                .get("/api/admin/channel-figures?by=CODE&from=%s&to=%s&campaign=%s"
                        .formatted(START, START.plusDays(1), campaign))
                .expect(200)
                .json();
        List<List<Object>> shown = new ArrayList<>();
        page.path("items")
                .forEach(row -> shown.add(List.of(
                        row.path("name").asString(),
                        row.path("figures").path("adds").asLong(),
                        row.path("figures").path("costFen").asLong())));
        assertThat(export.count(asked)).isEqualTo(2);
        assertThat(export.page(asked, null, 100).items())
                .extracting(cells -> List.of(
                        Objects.requireNonNull(cells.get(0)),
                        Objects.requireNonNull(cells.get(2)),
                        Objects.requireNonNull(cells.get(14))))
                .containsExactlyInAnyOrderElementsOf(shown);
        assertThat(shown).containsExactly(List.of("门店立牌", 4L, 0L), List.of("门店立牌", 3L, 999L));
    }

    @Test
    void a_compared_file_has_the_other_periods_figures_beside_each_column() {
        adds(codes.getFirst(), guides.getFirst(), START, 3);
        adds(codes.getFirst(), guides.getFirst(), START.minusDays(1), 7);
        String day = START.toString();
        Map<String, String> filters =
                Map.of("from", day, "to", day, "campaign", "", "codeId", "" + codes.getFirst(), "compare", "PREVIOUS");
        Operator who = new Operator(1, null, "all", Set.copyOf(Permission.ALL), new DataScope.All());
        Asked asked = new Asked(filters, who, Locale.SIMPLIFIED_CHINESE);
        List<String> titles = export.columns(asked).stream().map(Column::code).toList();
        List<Object> row = export.page(asked, null, 100).items().getFirst();
        assertThat(row).hasSameSizeAs(titles);
        assertThat(row.get(titles.indexOf("channel.column.figures_adds"))).isEqualTo(3L);
        assertThat(row.get(titles.indexOf("channel.column.figures_adds.before")))
                .isEqualTo(7L);
        assertThat(titles)
                .allSatisfy(title -> assertThat(messages.getMessage(title, null, Locale.ENGLISH))
                        .isNotBlank());
    }

    private static Map<String, Object> body(Target target, long id, long fen) {
        Map<String, Object> body = new HashMap<>();
        body.put("kind", "GIFT");
        body.put("fromDay", START.toString());
        body.put("toDay", START.plusDays(1).toString());
        body.put("amountFen", fen);
        body.put("target", target.name());
        body.put("targetId", id);
        return body;
    }
}
