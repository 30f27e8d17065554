package io.siyu.reach.channel.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.scope.DataScope;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.figures.Wanted.Comparison;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** What codes bring, counted by whatever one likes, is always the same. */
class FiguresTests extends CampaignFigures {

    @Test
    void whatever_happens_every_dimension_adds_up_to_the_same() {
        Seeds.forAll(3, random -> {
            campaign = RandomCode.letters(12);
            first = today();
            List<StaffId> guides = fixtures.guides(2);
            List<StaffId> elsewhere = fixtures.guides(1);
            List<StaffId> all = List.of(guides.getFirst(), guides.getLast(), elsewhere.getFirst());
            List<Codes.Created> made = new ArrayList<>();
            all.forEach(one -> made.add(code(one, campaign)));
            made.add(code(guides.getFirst(), campaign, campaign + "2"));
            History history = new History(random, all, made, context);
            for (int step = 0; step < 60; step++) {
                history.step();
            }
            Figures total = total();
            assertThat(total.scans()).isEqualTo(history.scans);
            assertThat(total.adds()).isEqualTo(history.adds);
            assertThat(total.deletions()).isEqualTo(history.deletions);
            assertThat(total.linkAdds()).isEqualTo(history.linkAdds);
            assertThat(total.talked()).isEqualTo(history.talked);
            assertThat(total.lost()).isEqualTo(history.deletions);
            assertThat(total.firstOrders()).isEqualTo(history.buyers.size());
            assertThat(total.ordered()).isEqualTo(history.buyers.size());
            for (Dimension by :
                    List.of(Dimension.DAY, Dimension.CODE, Dimension.TEMPLATE, Dimension.STORE, Dimension.GUIDE)) {
                assertAddsUp(by, total);
            }
        });
    }

    private void assertAddsUp(Dimension by, Figures total) {
        List<ToLongFunction<Figures>> columns = List.of(
                Figures::scans,
                Figures::adds,
                Figures::deletions,
                Figures::buyers,
                Figures::firstOrders,
                Figures::firstOrderFen,
                Figures::lost,
                Figures::ordered,
                Figures::linkAdds,
                Figures::talked,
                Figures::costFen);
        for (ToLongFunction<Figures> column : columns) {
            assertThat(rows.by(by, wanted()).values().stream().mapToLong(column).sum())
                    .as("%s", by)
                    .isEqualTo(column.applyAsLong(total));
        }
    }

    @Test
    void a_deletion_counts_on_its_day_and_against_the_adds_of_theirs() {
        String person = people.person();
        people.add(guide, person, code);
        clock.advance(Duration.ofDays(3));
        people.leave(guide, person);
        Map<String, Figures> days = rows.by(Dimension.DAY, wanted());
        assertThat(on(days, first))
                .extracting(Figures::adds, Figures::deletions, Figures::lost)
                .containsExactly(1L, 0L, 1L);
        assertThat(on(days, today()))
                .extracting(Figures::adds, Figures::deletions, Figures::lost)
                .containsExactly(0L, 1L, 0L);
        assertThat(total().net()).isZero();
    }

    @Test
    void a_day_ends_at_the_brands_midnight() {
        clock.setTo(zone.startOf(first.plusDays(1)).minusSeconds(1));
        people.add(guide, people.person(), code);
        clock.advance(Duration.ofSeconds(1));
        people.add(guide, people.person(), code);
        Map<String, Figures> days = rows.by(Dimension.DAY, settled());
        assertThat(on(days, first).adds()).isEqualTo(1);
        assertThat(on(days, first.plusDays(1)).adds()).isEqualTo(1);
        assertThat(table.timed(
                        Dimension.DAY,
                        wanted(),
                        Comparison.NONE,
                        table.lines(Dimension.DAY, wanted(), Comparison.NONE, "key,asc")))
                .filteredOn(line -> line.figures().adds() > 0)
                .extracting(line -> line.figures().medianSeconds())
                .containsExactly(0, 0);
    }

    @Test
    void the_median_is_of_those_whose_scan_is_known() {
        for (int seconds : List.of(10, 20, 300)) {
            String visitor = people.scanned(code);
            clock.advance(Duration.ofSeconds(seconds));
            String state = fixtures.stateOf(visitor);
            people.add(guide, people.person(), state);
            people.add(guide, people.person(), state);
        }
        assertThat(total().adds()).isEqualTo(6);
        assertThat(total().medianSeconds()).isEqualTo(20);
    }

    @Test
    void what_a_guide_does_after_a_move_counts_for_the_new_store() {
        StoreId before = Objects.requireNonNull(staff.find(guide).orElseThrow().storeId());
        people.add(guide, people.person(), code);
        assertThat(total().adds()).isEqualTo(1);
        clock.advance(Duration.ofDays(1));
        StoreId after = setup.createStore(RandomCode.letters(8), "另一家店", "华东");
        setup.assign(guide, after);
        people.add(guide, people.person(), code);
        people.add(guide, people.person(), code);
        Map<String, Figures> stores = rows.by(Dimension.STORE, settled());
        assertThat(Objects.requireNonNull(stores.get(before.toString())).adds()).isEqualTo(1);
        assertThat(Objects.requireNonNull(stores.get(after.toString())).adds()).isEqualTo(2);
        assertThat(rows.total(wanted(new DataScope.Stores(Set.of(after.value()))))
                        .adds())
                .isEqualTo(2);
        assertThat(rows.total(wanted(new DataScope.Own(guide.value()))).adds()).isEqualTo(3);
        assertThat(rows.total(wanted(new DataScope.Nothing()))).isEqualTo(Figures.NONE);
    }

    @Test
    void a_code_put_to_another_use_keeps_its_past_where_it_was() {
        people.add(guide, people.person(), code);
        clock.advance(Duration.ofDays(1));
        codes.edit(code.id(), LiveCodeFixtures.draft(guide, campaign + "x"));
        people.add(guide, people.person(), code);
        assertThat(total().adds()).isEqualTo(1);
        campaign = campaign + "x";
        assertThat(total().adds()).isEqualTo(1);
    }

    @Test
    void a_period_stands_beside_the_one_before_day_by_day() {
        people.add(guide, people.person(), code);
        clock.advance(Duration.ofDays(7));
        people.add(guide, people.person(), code);
        people.add(guide, people.person(), code);
        Wanted wanted = new Wanted(today().minusDays(6), today(), narrowing(), new DataScope.All());
        settled();
        List<FigureTable.Line> lines = table.lines(Dimension.DAY, wanted, Comparison.PREVIOUS, "key,asc");
        assertThat(lines).hasSize(7);
        assertThat(lines.getLast().figures().adds()).isEqualTo(2);
        assertThat(Objects.requireNonNull(lines.getLast().before()).adds()).isEqualTo(1);
    }
}
