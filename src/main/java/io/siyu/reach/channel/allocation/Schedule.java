package io.siyu.reach.channel.allocation;

import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.AllocationRules.Hours;
import io.siyu.reach.channel.AllocationRules.Shift;
import io.siyu.reach.channel.AllocationRules.Window;
import io.siyu.shared.StaffId;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When one guide works for one code, by the brand's clock on the wall. Hours belong to the day on which they begin: a night shift of
 * Friday goes on into a Saturday that is a day off.
 */
public final class Schedule {

    /** No shifts and no special days. */
    public static final Schedule ALWAYS = new Schedule(List.of(), List.of(), true);

    private static final int DAY = 24 * 60 * 60;
    private static final int[] WHOLE_DAY = {0, DAY};
    private static final int FAR_ENOUGH = 400;

    /** @param spans pairs of seconds after the midnight of the day on which they begin */
    private record Weekly(
            @Nullable LocalDate first, @Nullable LocalDate last, Set<DayOfWeek> days, int[] spans) {
        boolean on(LocalDate day) {
            return days.contains(day.getDayOfWeek())
                    && (first == null || !day.isBefore(first))
                    && (last == null || !day.isAfter(last));
        }
    }

    private record Special(LocalDate first, LocalDate last, int[] spans) {}

    private final List<Weekly> weekly;
    private final List<Special> special;
    private final boolean unbound;

    private Schedule(List<Weekly> weekly, List<Special> special, boolean unbound) {
        this.weekly = weekly;
        this.special = special;
        this.unbound = unbound;
    }

    /** @param shifts the names of this guide's shifts; none: they work always, special days excepted */
    public static Schedule of(AllocationRules rules, Set<String> shifts, StaffId staff) {
        List<Weekly> weekly = new ArrayList<>();
        boolean unbound = true;
        for (Shift shift : rules.shifts()) {
            if (shifts.contains(shift.name())) {
                unbound = false;
                for (Window window : shift.windows()) {
                    weekly.add(new Weekly(shift.first(), shift.last(), window.days(), spans(List.of(window.hours()))));
                }
            }
        }
        List<Special> special = rules.specialDays().stream()
                .filter(day -> day.staffIds().isEmpty() || day.staffIds().contains(staff.value()))
                .map(day -> new Special(day.first(), day.last(), spans(day.hours())))
                .toList();
        return unbound && special.isEmpty() ? ALWAYS : new Schedule(weekly, special, unbound);
    }

    public boolean covers(LocalDateTime moment) {
        if (this == ALWAYS) {
            return true;
        }
        LocalDate today = moment.toLocalDate();
        int second = moment.toLocalTime().toSecondOfDay();
        return covers(today, second) || covers(today.minusDays(1), second + DAY);
    }

    /** The next moment at which they come on or go off, within a little more than a year. */
    public Optional<LocalDateTime> nextChange(LocalDateTime after) {
        boolean now = covers(after);
        LocalDate first = after.toLocalDate().minusDays(1);
        for (LocalDate day = first; this != ALWAYS && day.isBefore(first.plusDays(FAR_ENOUGH)); day = day.plusDays(1)) {
            for (int edge : edges(day)) {
                LocalDateTime at = day.atStartOfDay().plusSeconds(edge);
                if (at.isAfter(after) && covers(at) != now) {
                    return Optional.of(at);
                }
            }
        }
        return Optional.empty();
    }

    private TreeSet<Integer> edges(LocalDate day) {
        TreeSet<Integer> edges = new TreeSet<>();
        for (int[] spans : spansOn(day)) {
            Arrays.stream(spans).forEach(edges::add);
        }
        return edges;
    }

    private boolean covers(LocalDate begun, int second) {
        for (int[] spans : spansOn(begun)) {
            for (int i = 0; i < spans.length; i += 2) {
                if (second >= spans[i] && second < spans[i + 1]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The last special day that says something of this day counts. */
    private List<int[]> spansOn(LocalDate day) {
        for (int i = special.size() - 1; i >= 0; i--) {
            Special one = special.get(i);
            if (!day.isBefore(one.first()) && !day.isAfter(one.last())) {
                return List.of(one.spans());
            }
        }
        if (unbound) {
            return List.of(WHOLE_DAY);
        }
        List<int[]> spans = new ArrayList<>(weekly.size());
        for (Weekly one : weekly) {
            if (one.on(day)) {
                spans.add(one.spans());
            }
        }
        return spans;
    }

    private static int[] spans(List<Hours> hours) {
        int[] spans = new int[2 * hours.size()];
        for (int i = 0; i < hours.size(); i++) {
            int from = hours.get(i).from().toSecondOfDay();
            int to = hours.get(i).to().toSecondOfDay();
            spans[2 * i] = from;
            spans[2 * i + 1] = to > from ? to : to + DAY;
        }
        return spans;
    }
}
