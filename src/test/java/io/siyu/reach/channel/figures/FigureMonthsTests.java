package io.siyu.reach.channel.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.scope.DataScope;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.figures.Wanted.Narrowing;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.Race;
import io.siyu.testing.Seeds;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Months that stand in for their days say what the days say. */
class FigureMonthsTests extends CampaignFigures {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Waits waits;

    @Autowired
    Outcomes outcomes;

    @Autowired
    FigureIntegrity integrity;

    @Test
    void whatever_happens_over_months_a_period_is_the_sum_of_its_days() {
        Seeds.forAll(2, random -> {
            campaign = RandomCode.letters(12);
            first = today();
            List<StaffId> guides = fixtures.guides(3);
            List<Codes.Created> made = new ArrayList<>();
            guides.forEach(one -> made.add(code(one, campaign)));
            History history = new History(random, guides, made, context);
            for (int step = 0; step < 30; step++) {
                history.step();
                clock.advance(Duration.ofDays(random.nextInt(4)));
                if (random.nextInt(6) == 0) {
                    settled();
                    upset(random, guides, made);
                }
            }
            settled();
            LocalDate from = first.minusDays(random.nextInt(40));
            Narrowing ofCode = new Narrowing(made.getFirst().id(), null, null, null, null);
            Narrowing ofGuide =
                    new Narrowing(null, null, null, guides.getFirst().value(), null);
            Narrowing ofStore =
                    new Narrowing(null, null, storeOf(guides.getFirst()).value(), null, null);
            Set<Long> stores = Set.of(storeOf(guides.getLast()).value());
            List<Wanted> asked = List.of(
                    new Wanted(from, today(), narrowing(), new DataScope.All()),
                    new Wanted(from, today(), ofCode, new DataScope.All()),
                    new Wanted(from, today(), ofGuide, new DataScope.All()),
                    new Wanted(from, today(), ofStore, new DataScope.All()),
                    new Wanted(from, today(), narrowing(), new DataScope.Stores(stores)));
            for (Dimension by : Dimension.values()) {
                assertSums(by, asked.get(random.nextInt(asked.size())));
            }
            made.forEach(one -> assertMonthsAreDays(one.id()));
        });
    }

    private StoreId storeOf(StaffId guide) {
        return Objects.requireNonNull(staff.find(guide).orElseThrow().storeId());
    }

    /** In the midst of a month a guide moves, or a code is put to another use. */
    private void upset(Random random, List<StaffId> guides, List<Codes.Created> made) {
        int which = random.nextInt(guides.size());
        if (random.nextBoolean()) {
            setup.assign(guides.get(which), setup.createStore(RandomCode.letters(8), "又一家店", "华东"));
        } else {
            codes.edit(made.get(which).id(), LiveCodeFixtures.draft(guides.get(which), campaign + random.nextInt(3)));
        }
        guideStores.workOnce();
    }

    private void assertSums(Dimension by, Wanted whole) {
        Map<String, Figures> days = new HashMap<>();
        whole.from()
                .datesUntil(whole.to().plusDays(1))
                .forEach(day -> rows.by(by, new Wanted(day, day, whole.narrowing(), whole.scope()))
                        .forEach((key, figures) -> days.merge(key, figures, Figures::plus)));
        Map<String, Figures> found = new HashMap<>(rows.by(by, whole));
        days.values().removeIf(Figures.NONE::equals);
        found.values().removeIf(Figures.NONE::equals);
        assertThat(found).as("%s %s", by, whole).isEqualTo(days);
    }

    @Test
    void a_median_over_months_is_that_of_all_their_adds() {
        List<Integer> taken = new ArrayList<>();
        Random random = new Random(48);
        for (int month = 0; month < 3; month++) {
            for (int i = 0; i < 5; i++) {
                int seconds = random.nextInt(60);
                String visitor = people.scanned(code);
                clock.advance(Duration.ofSeconds(seconds));
                people.add(guide, people.person(), fixtures.stateOf(visitor));
                taken.add(seconds);
                clock.advance(Duration.ofDays(random.nextInt(1, 9)));
            }
        }
        settled();
        int median = taken.stream().sorted().toList().get(taken.size() / 2);
        for (Dimension by : List.of(Dimension.ALL, Dimension.CODE, Dimension.GUIDE, Dimension.STORE)) {
            assertThat(waits.medians(by, wanted()).values()).as("%s", by).containsExactly(median);
        }
        String key = Long.toString(code.id());
        assertThat(waits.medians(Dimension.CODE, wanted(), List.of(key))).containsExactly(Map.entry(key, median));
        assertMonthsAreDays(code.id());
    }

    @Test
    void who_counts_at_once_counts_together() throws InterruptedException {
        LocalDate day = LocalDate.of(2024, 5, 7);
        var finish = Race.of(8, runner -> () -> {
            for (int i = 0; i < 25; i++) {
                int place = i;
                transaction.executeWithoutResult(status -> {
                    outcomes.lost(new Outcomes.Place(code.id(), guide, day.plusDays(place % 3)));
                    outcomes.ordered(new Outcomes.Place(code.id(), guide, day.plusMonths(runner % 2)));
                });
            }
            return 0;
        });
        assertThat(finish.failures()).isEmpty();
        Wanted may = new Wanted(
                LocalDate.of(2024, 5, 1),
                LocalDate.of(2024, 5, 31),
                new Narrowing(code.id(), null, null, null, null),
                new DataScope.All());
        assertThat(rows.total(may)).extracting(Figures::lost, Figures::ordered).containsExactly(200L, 100L);
        assertMonthsAreDays(code.id());
    }

    private void assertMonthsAreDays(long code) {
        for (IntegrityCheck check : integrity.integrityChecks()) {
            assertThat(jdbc.sql("select note from (" + check.sql() + ") f where id = :code")
                            .param("code", code)
                            .query(String.class)
                            .list())
                    .as(check.name())
                    .isEmpty();
        }
    }
}
