package io.siyu.reach.channel.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.AllocationRules.Hours;
import io.siyu.reach.channel.AllocationRules.Shift;
import io.siyu.reach.channel.AllocationRules.SpecialDay;
import io.siyu.reach.channel.AllocationRules.Sticky;
import io.siyu.reach.channel.AllocationRules.Window;
import io.siyu.shared.StaffId;
import io.siyu.testing.Seeds;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final StaffId LI = new StaffId(1);
    private static final StaffId WANG = new StaffId(2);

    @Test
    void a_night_shift_belongs_to_the_day_on_which_it_begins() {
        Window night = new Window(Set.of(DayOfWeek.FRIDAY), LocalTime.of(22, 0), LocalTime.of(6, 0));
        SpecialDay saturdayOff = new SpecialDay(MONDAY.plusDays(5), MONDAY.plusDays(5), Set.of(), List.of());
        Schedule schedule = Schedule.of(rules(List.of(saturdayOff), night), Set.of("班"), LI);
        assertThat(schedule.covers(MONDAY.plusDays(4).atTime(21, 59))).isFalse();
        assertThat(schedule.covers(MONDAY.plusDays(4).atTime(23, 0))).isTrue();
        assertThat(schedule.covers(MONDAY.plusDays(5).atTime(5, 59))).isTrue();
        assertThat(schedule.covers(MONDAY.plusDays(5).atTime(6, 0))).isFalse();
        assertThat(schedule.nextChange(MONDAY.plusDays(5).atTime(1, 0)))
                .contains(MONDAY.plusDays(5).atTime(6, 0));
    }

    @Test
    void two_windows_a_day_leave_the_break_between_them_free() {
        Schedule schedule = Schedule.of(rules(List.of(), window(9, 12), window(14, 18)), Set.of("班"), LI);
        assertThat(schedule.covers(MONDAY.atTime(11, 59))).isTrue();
        assertThat(schedule.covers(MONDAY.atTime(13, 0))).isFalse();
        assertThat(schedule.covers(MONDAY.atTime(14, 0))).isTrue();
    }

    @Test
    void a_special_day_is_for_those_it_names_and_takes_the_place_of_their_shifts() {
        SpecialDay shorter = new SpecialDay(
                MONDAY,
                MONDAY.plusDays(1),
                Set.of(LI.value()),
                List.of(new Hours(LocalTime.of(10, 0), LocalTime.of(11, 0))));
        AllocationRules rules = rules(List.of(shorter), window(9, 18));
        Schedule li = Schedule.of(rules, Set.of("班"), LI);
        assertThat(li.covers(MONDAY.atTime(10, 30))).isTrue();
        assertThat(li.covers(MONDAY.atTime(12, 0))).isFalse();
        assertThat(Schedule.of(rules, Set.of("班"), WANG).covers(MONDAY.atTime(12, 0)))
                .isTrue();
        assertThat(Schedule.of(rules, Set.of(), WANG)).isSameAs(Schedule.ALWAYS);
    }

    /** The model writes down every minute that is worked, day by day, and looks the moment up. */
    @Test
    void any_rules_cover_what_a_calendar_of_minutes_covers() {
        Seeds.forAll(60, random -> {
            AllocationRules rules = rules(random);
            Set<String> mine = random.nextInt(5) == 0 ? Set.of() : Set.of("早", "晚");
            Schedule schedule = Schedule.of(rules, mine, LI);
            Set<LocalDateTime> calendar = calendar(rules, mine);
            for (LocalDateTime at = MONDAY.atStartOfDay();
                    at.isBefore(MONDAY.plusDays(9).atStartOfDay());
                    at = at.plusMinutes(1 + random.nextInt(40))) {
                assertThat(schedule.covers(at.plusSeconds(random.nextInt(60))))
                        .as("at %s of %s", at, rules)
                        .isEqualTo(calendar.contains(at));
            }
        });
    }

    @Test
    void the_next_change_is_the_first_minute_that_is_different() {
        Seeds.forAll(60, random -> {
            Schedule schedule = Schedule.of(rules(random), Set.of("早", "晚"), LI);
            LocalDateTime from = MONDAY.atStartOfDay().plusMinutes(random.nextInt(7 * 24 * 60));
            LocalDateTime at = from.plusMinutes(1);
            while (schedule.covers(at) == schedule.covers(from) && at.isBefore(from.plusDays(3))) {
                at = at.plusMinutes(1);
            }
            if (at.isBefore(from.plusDays(3))) {
                assertThat(schedule.nextChange(from)).contains(at);
            }
        });
    }

    private static Set<LocalDateTime> calendar(AllocationRules rules, Set<String> mine) {
        Set<LocalDateTime> worked = new HashSet<>();
        for (LocalDate day = MONDAY.minusDays(2); day.isBefore(MONDAY.plusDays(10)); day = day.plusDays(1)) {
            for (Hours hours : hoursOn(day, rules, mine)) {
                LocalDateTime at = day.atTime(hours.from());
                do {
                    worked.add(at);
                    at = at.plusMinutes(1);
                } while (!at.toLocalTime().equals(hours.to()));
            }
        }
        return worked;
    }

    private static List<Hours> hoursOn(LocalDate day, AllocationRules rules, Set<String> mine) {
        for (SpecialDay special : rules.specialDays().reversed()) {
            boolean named = special.staffIds().isEmpty() || special.staffIds().contains(LI.value());
            if (named && !day.isBefore(special.first()) && !day.isAfter(special.last())) {
                return special.hours();
            }
        }
        if (mine.isEmpty()) {
            return List.of(new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));
        }
        List<Hours> hours = new ArrayList<>();
        for (Shift shift : rules.shifts()) {
            boolean valid = (shift.first() == null || !day.isBefore(shift.first()))
                    && (shift.last() == null || !day.isAfter(shift.last()));
            for (Window window : shift.windows()) {
                if (valid && mine.contains(shift.name()) && window.days().contains(day.getDayOfWeek())) {
                    hours.add(window.hours());
                }
            }
        }
        return hours;
    }

    private static AllocationRules rules(Random random) {
        List<Shift> shifts = new ArrayList<>();
        for (String name : List.of("早", "晚", "别人的")) {
            List<Window> windows = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                Set<DayOfWeek> days = new HashSet<>(Set.of(DayOfWeek.of(1 + random.nextInt(7))));
                for (DayOfWeek day : DayOfWeek.values()) {
                    if (random.nextBoolean()) {
                        days.add(day);
                    }
                }
                windows.add(new Window(days, time(random), time(random)));
            }
            LocalDate first = random.nextInt(3) == 0 ? MONDAY.plusDays(random.nextInt(4)) : null;
            LocalDate last = random.nextInt(3) == 0 ? MONDAY.plusDays(4 + random.nextInt(4)) : null;
            shifts.add(new Shift(name, first, last, windows));
        }
        List<SpecialDay> special = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            LocalDate first = MONDAY.plusDays(random.nextInt(8));
            Set<Long> staff = random.nextBoolean() ? Set.of() : Set.of(1L + random.nextInt(2));
            List<Hours> hours = random.nextBoolean() ? List.of() : List.of(new Hours(time(random), time(random)));
            special.add(new SpecialDay(first, first.plusDays(random.nextInt(2)), staff, hours));
        }
        return new AllocationRules(Sticky.DEFAULT, shifts, special);
    }

    private static LocalTime time(Random random) {
        return LocalTime.MIDNIGHT.plusMinutes(5L * random.nextInt(288));
    }

    private static AllocationRules rules(List<SpecialDay> special, Window... windows) {
        return new AllocationRules(Sticky.DEFAULT, List.of(new Shift("班", null, null, List.of(windows))), special);
    }

    private static Window window(int from, int to) {
        return new Window(Set.of(DayOfWeek.values()), LocalTime.of(from, 0), LocalTime.of(to, 0));
    }
}
