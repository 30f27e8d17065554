package io.siyu.reach.channel.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.reach.channel.HourRule;
import io.siyu.reach.channel.WelcomePiece;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.testing.Seeds;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HourRuleTests {

    private static final LocalDateTime FRIDAY_NOON = LocalDateTime.of(2026, 11, 27, 12, 0);

    @Test
    void a_window_within_a_day_begins_with_its_first_minute_and_ends_before_its_last() {
        HourRule office = window(Set.of(DayOfWeek.FRIDAY), "09:00", "18:00");
        assertThat(office.covers(FRIDAY_NOON)).isTrue();
        assertThat(office.covers(FRIDAY_NOON.withHour(9))).isTrue();
        assertThat(office.covers(FRIDAY_NOON.withHour(18))).isFalse();
        assertThat(office.covers(FRIDAY_NOON.plusDays(1))).isFalse();
    }

    @Test
    void a_window_across_midnight_belongs_to_the_day_it_began_on() {
        HourRule night = window(Set.of(DayOfWeek.FRIDAY), "22:00", "08:00");
        assertThat(night.covers(FRIDAY_NOON.withHour(23))).isTrue();
        assertThat(night.covers(FRIDAY_NOON.plusDays(1).withHour(7))).isTrue();
        assertThat(night.covers(FRIDAY_NOON.plusDays(1).withHour(8))).isFalse();
        assertThat(night.covers(FRIDAY_NOON.withHour(7))).isFalse();
    }

    @Test
    void a_night_and_its_day_share_every_week_without_gap_or_overlap() {
        Seeds.forAll(200, random -> {
            LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
            LocalTime till = LocalTime.of(random.nextInt(24), random.nextInt(60));
            Set<DayOfWeek> all = EnumSet.allOf(DayOfWeek.class);
            HourRule one = new HourRule(all, from, till, "甲", List.of());
            HourRule other = new HourRule(all, till, from, "乙", List.of());
            LocalDateTime moment = FRIDAY_NOON.plusMinutes(random.nextInt(20_000));
            assertThat(one.covers(moment) ^ other.covers(moment)).isEqualTo(!from.equals(till));
        });
    }

    @Test
    void the_first_window_that_covers_the_moment_replaces_text_and_attachments() {
        WelcomePlan plan = new WelcomePlan(
                List.of(WelcomePiece.link("门店", "https://shop.example/")),
                List.of(
                        window(Set.of(DayOfWeek.SATURDAY), "00:00", "00:00"),
                        window(EnumSet.allOf(DayOfWeek.class), "20:00", "09:00")));
        assertThat(plan.at(FRIDAY_NOON, "你好").text()).isEqualTo("你好");
        assertThat(plan.at(FRIDAY_NOON, "你好").attachments()).hasSize(1);
        assertThat(plan.at(FRIDAY_NOON.withHour(21), "你好").text()).isEqualTo("20:00");
        assertThat(plan.at(FRIDAY_NOON.withHour(21), "你好").attachments()).isEmpty();
        assertThat(plan.at(FRIDAY_NOON.plusDays(1).withHour(21), "你好").text()).isEqualTo("00:00");
    }

    @Test
    void a_rule_that_says_no_words_leaves_the_usual_ones_and_the_first_rule_decides_all() {
        HourRule asks = rule("20:00", "09:00", Set.of(7L), "夜-{客户昵称}", false);
        WelcomePlan plan = new WelcomePlan(List.of(), List.of(asks, window(asks.days(), "20:00", "09:00")));
        LocalDateTime night = FRIDAY_NOON.withHour(21);
        assertThat(plan.at(night, "你好").text()).isEqualTo("你好");
        assertThat(plan.skipVerifyAt(night, true)).isFalse();
        assertThat(plan.skipVerifyAt(FRIDAY_NOON, true)).isTrue();
        assertThat(plan.verificationTurn(FRIDAY_NOON, true)).contains(FRIDAY_NOON.withHour(20));
        assertThat(plan.verificationTurn(night, true))
                .contains(FRIDAY_NOON.plusDays(1).withHour(9));
        assertThat(plan.verificationTurn(night, false)).as("always as usual").isEmpty();
    }

    @Test
    void verification_turns_exactly_when_a_walk_by_minutes_finds_it() {
        Seeds.forAll(100, random -> {
            WelcomePlan plan = new WelcomePlan(
                    List.of(),
                    Stream.generate(() -> anyRule(random))
                            .limit(1 + random.nextInt(3))
                            .toList());
            boolean usual = random.nextBoolean();
            LocalDateTime after = FRIDAY_NOON.plusMinutes(random.nextInt(20_000));
            boolean now = plan.skipVerifyAt(after, usual);
            Optional<LocalDateTime> walked = Stream.iterate(after.plusMinutes(1), at -> at.plusMinutes(1))
                    .limit(7 * 24 * 60)
                    .filter(at -> plan.skipVerifyAt(at, usual) != now)
                    .findFirst();
            assertThat(plan.verificationTurn(after, usual)).isEqualTo(walked);
        });
    }

    private static HourRule anyRule(Random random) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        random.ints(1 + random.nextInt(4), 1, 8).mapToObj(DayOfWeek::of).forEach(days::add);
        Boolean skip = random.nextInt(3) == 0 ? null : random.nextBoolean();
        return new HourRule(
                days,
                LocalTime.of(random.nextInt(24), 30 * random.nextInt(2)),
                LocalTime.of(random.nextInt(24), 30 * random.nextInt(2)),
                "",
                List.of(),
                Set.of(),
                "",
                skip);
    }

    private static HourRule rule(String from, String till, Set<Long> tags, String remark, @Nullable Boolean skip) {
        return new HourRule(
                EnumSet.allOf(DayOfWeek.class),
                LocalTime.parse(from),
                LocalTime.parse(till),
                "",
                List.of(),
                tags,
                remark,
                skip);
    }

    private static HourRule window(Set<DayOfWeek> days, String from, String till) {
        return new HourRule(days, LocalTime.parse(from), LocalTime.parse(till), from, List.of());
    }
}
