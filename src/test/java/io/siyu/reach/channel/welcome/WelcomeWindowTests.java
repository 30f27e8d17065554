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
import java.util.Set;
import org.junit.jupiter.api.Test;

class WelcomeWindowTests {

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

    private static HourRule window(Set<DayOfWeek> days, String from, String till) {
        return new HourRule(days, LocalTime.parse(from), LocalTime.parse(till), from, List.of());
    }
}
