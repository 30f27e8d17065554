package io.siyu.reach.channel.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.scope.DataScope;
import io.siyu.reach.channel.figures.Cost.Kind;
import io.siyu.reach.channel.figures.Cost.Target;
import io.siyu.reach.channel.figures.Wanted.Narrowing;
import io.siyu.testing.Seeds;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was spent comes to days, codes and guides to the fen. */
class CostSharesTests extends SpentCampaign {

    @Test
    void not_a_fen_is_lost_or_made_however_costs_and_adds_fall() {
        Seeds.forAll(15, random -> {
            make();
            scatterAdds(random);
            Map<LocalDate, Long> expected = new HashMap<>();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                spread(spend(random), expected);
            }
            long sum = expected.values().stream().mapToLong(Long::longValue).sum();
            Wanted wanted = wanted(START, START.plusDays(DAYS - 1));
            assertThat(rows.total(wanted).costFen()).isEqualTo(sum);
            for (Dimension by : List.of(Dimension.CODE, Dimension.STORE, Dimension.GUIDE, Dimension.TEMPLATE)) {
                assertThat(sumOf(rows.by(by, wanted))).as("%s", by).isEqualTo(sum);
            }
            Map<String, Figures> days = rows.by(Dimension.DAY, wanted);
            expected.forEach((day, fen) -> assertThat(
                            days.getOrDefault(day.toString(), Figures.NONE).costFen())
                    .as("%s", day)
                    .isEqualTo(fen));
            LocalDate cut = START.plusDays(random.nextInt(1, DAYS));
            assertThat(rows.total(wanted(START, cut.minusDays(1))).costFen()
                            + rows.total(wanted(cut, START.plusDays(DAYS - 1))).costFen())
                    .as("two periods side by side")
                    .isEqualTo(sum);
        });
    }

    private void scatterAdds(Random random) {
        for (int day = 0; day < DAYS; day++) {
            for (int i = 0; i < codes.size(); i++) {
                if (random.nextInt(3) > 0) {
                    adds(codes.get(i), guides.get(i), START.plusDays(day), random.nextInt(0, 20));
                }
            }
        }
    }

    private Cost.Draft spend(Random random) {
        LocalDate from = START.plusDays(random.nextInt(DAYS));
        LocalDate to = from.plusDays(random.nextInt(DAYS));
        long fen = 1 + random.nextLong(random.nextBoolean() ? 100 : 90_000_000);
        boolean narrow = random.nextBoolean();
        Cost.Draft cost = narrow
                ? draft(from, to, fen, Target.CODE, codes.get(random.nextInt(codes.size())))
                : new Cost.Draft(Kind.MEDIA, from, to, fen, Target.CAMPAIGN, null, campaign, null);
        costs.insert(cost, clock.instant());
        return cost;
    }

    /** Told another way: day by day, what is left over the days that are left. */
    private static void spread(Cost.Draft cost, Map<LocalDate, Long> expected) {
        long days = cost.toDay().toEpochDay() - cost.fromDay().toEpochDay() + 1;
        long spent = 0;
        for (long day = 1; day <= days; day++) {
            long upto = Math.multiplyExact(cost.amountFen(), day) / days;
            LocalDate date = cost.fromDay().plusDays(day - 1);
            if (date.isBefore(START.plusDays(DAYS))) {
                expected.merge(date, upto - spent, Long::sum);
            }
            spent = upto;
        }
        assertThat(spent).isEqualTo(cost.amountFen());
    }

    @Test
    void a_day_is_shared_in_proportion_to_its_adds() {
        adds(codes.getFirst(), guides.getFirst(), START, 3);
        adds(codes.get(1), guides.get(1), START, 1);
        costs.insert(
                new Cost.Draft(Kind.MEDIA, START, START, 1001, Target.CAMPAIGN, null, campaign, null), clock.instant());
        Map<String, Figures> found = rows.by(Dimension.CODE, wanted(START, START));
        assertThat(costOf(found, codes.getFirst())).isEqualTo(750);
        assertThat(costOf(found, codes.get(1))).isEqualTo(251);
        assertThat(rows.total(wanted(START, START)).costPerAddFen()).isEqualTo(250);
    }

    @Test
    void what_was_spent_on_one_campaign_is_not_another_of_the_same_codes() {
        adds(codes.getFirst(), guides.getFirst(), START, 4);
        String other = campaign + "二";
        jdbc.sql("insert into channel_code_campaign (code_id, campaign, since) values (:code, :campaign, :since)")
                .param("code", codes.getFirst())
                .param("campaign", other)
                .param("since", START)
                .update();
        costs.insert(
                new Cost.Draft(Kind.MEDIA, START, START, 1000, Target.CAMPAIGN, null, campaign, null), clock.instant());
        Map<String, Figures> found = rows.by(Dimension.CAMPAIGN, wanted(START, START));
        assertThat(found.getOrDefault(campaign, Figures.NONE))
                .extracting(Figures::adds, Figures::costFen)
                .containsExactly(4L, 1000L);
        assertThat(found.getOrDefault(other, Figures.NONE))
                .extracting(Figures::adds, Figures::costFen)
                .containsExactly(4L, 0L);
        Narrowing only = new Narrowing(null, null, null, null, other);
        assertThat(rows.total(new Wanted(START, START, only, new DataScope.All()))
                        .costFen())
                .isZero();
    }

    @Test
    void a_day_without_adds_stays_with_what_it_was_spent_on() {
        costs.insert(draft(START, START, 700, Target.CODE, codes.getFirst()), clock.instant());
        Wanted wanted = wanted(START, START);
        assertThat(costOf(rows.by(Dimension.CODE, wanted), codes.getFirst())).isEqualTo(700);
        assertThat(rows.by(Dimension.GUIDE, wanted)).containsOnlyKeys("");
        assertThat(rows.total(wanted).costPerAddFen()).isNull();
    }

    @Test
    void a_stores_cost_goes_to_its_guides_and_only_who_sees_the_store_sees_it() {
        adds(codes.getFirst(), guides.getFirst(), START, 1);
        costs.insert(draft(START, START.plusDays(1), 1000, Target.STORE, store.value()), clock.instant());
        Narrowing here = new Narrowing(null, null, store.value(), null, null);
        Wanted mine = new Wanted(START, START.plusDays(1), here, new DataScope.Stores(Set.of(store.value())));
        Wanted others = new Wanted(START, START.plusDays(1), here, new DataScope.Stores(Set.of(999_999_999L)));
        assertThat(rows.total(mine).costFen()).isEqualTo(1000);
        assertThat(costOf(rows.by(Dimension.GUIDE, mine), guides.getFirst().value()))
                .isEqualTo(500);
        assertThat(rows.total(others)).isEqualTo(Figures.NONE);
    }
}
