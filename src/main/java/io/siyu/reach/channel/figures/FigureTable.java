package io.siyu.reach.channel.figures;

import io.siyu.reach.channel.figures.Wanted.Comparison;
import io.siyu.shared.DomainException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Figures as a table: a row for each code, store, day …, each beside the same of another period, in some order. */
@Component
class FigureTable {

    private static final Map<String, Function<Line, @Nullable Comparable<?>>> COLUMNS = Map.ofEntries(
            column("key", Line::order),
            column("scans", line -> line.figures().scans()),
            column("adds", line -> line.figures().adds()),
            column("buyers", line -> line.figures().buyers()),
            column("deletions", line -> line.figures().deletions()),
            column("net", line -> line.figures().net()),
            column("firstOrders", line -> line.figures().firstOrders()),
            column("firstOrderFen", line -> line.figures().firstOrderFen()),
            column("lost", line -> line.figures().lost()),
            column("ordered", line -> line.figures().ordered()),
            column("talked", line -> line.figures().seenTalking()),
            column("medianSeconds", line -> line.figures().medianSeconds()),
            column("costFen", line -> line.figures().costFen()),
            column("costPerAddFen", line -> line.figures().costPerAddFen()),
            column("costPerFirstOrderFen", line -> line.figures().costPerFirstOrderFen()));

    private final FigureRows rows;
    private final Waits waits;
    private final FigureNames names;

    FigureTable(FigureRows rows, Waits waits, FigureNames names) {
        this.rows = rows;
        this.waits = waits;
        this.names = names;
    }

    /** @param before of the other period; absent where none is asked for */
    record Line(String key, Figures figures, @Nullable Figures before) {

        /** Numbers as numbers, days as they follow each other. */
        String order() {
            return key.matches("\\d+") ? "%019d".formatted(Long.parseLong(key)) : key;
        }

        private Line timed(@Nullable Integer now, @Nullable Integer then) {
            return new Line(key, figures.with(now), before == null ? null : before.with(then));
        }
    }

    private static Map.Entry<String, Function<Line, @Nullable Comparable<?>>> column(
            String name, Function<Line, @Nullable Comparable<?>> value) {
        return Map.entry(name, value);
    }

    /**
     * All lines; medians, which cost the most, only where they are sorted by.
     *
     * @param sort a column and {@code ,asc} or {@code ,desc}; what is not known stands last either way
     */
    List<Line> lines(Dimension by, Wanted wanted, Comparison comparison, String sort) {
        List<Line> lines = counted(by, wanted, comparison);
        Comparator<Line> order = order(sort).thenComparing(Line::order);
        return (sort.startsWith("medianSeconds") ? timed(by, wanted, comparison, lines) : lines)
                .stream().sorted(order).toList();
    }

    /** The lines that are shown, with their medians. */
    List<Line> timed(Dimension by, Wanted wanted, Comparison comparison, List<Line> shown) {
        if (shown.isEmpty()) {
            return shown;
        }
        List<String> keys = shown.stream().map(Line::key).toList();
        Map<String, Integer> now = waits.medians(by, by == Dimension.DAY ? onlyDays(wanted, shown) : wanted, keys);
        Wanted earlier = wanted.before(comparison);
        Map<String, Integer> before = earlier == null ? Map.of() : waits.medians(by, earlier, keys);
        long shift = earlier == null || by != Dimension.DAY ? 0 : shift(wanted, earlier);
        return shown.stream()
                .map(line -> line.timed(now.get(line.key()), before.get(daysEarlier(line.key(), shift))))
                .toList();
    }

    private List<Line> counted(Dimension by, Wanted wanted, Comparison comparison) {
        Map<String, Figures> now = new HashMap<>(rows.by(by, wanted));
        Wanted earlier = wanted.before(comparison);
        Map<String, Figures> before = earlier == null ? Map.of() : aligned(by, wanted, earlier);
        if (by == Dimension.DAY) {
            wanted.from()
                    .datesUntil(wanted.to().plusDays(1))
                    .forEach(day -> now.putIfAbsent(day.toString(), Figures.NONE));
        } else {
            before.keySet().forEach(key -> now.putIfAbsent(key, Figures.NONE));
        }
        List<Line> lines = new ArrayList<>();
        now.forEach((key, figures) ->
                lines.add(new Line(key, figures, earlier == null ? null : before.getOrDefault(key, Figures.NONE))));
        return lines;
    }

    /** Days of the other period stand beside the days that they are as far into theirs. */
    private Map<String, Figures> aligned(Dimension by, Wanted wanted, Wanted earlier) {
        Map<String, Figures> found = rows.by(by, earlier);
        if (by != Dimension.DAY) {
            return found;
        }
        Map<String, Figures> moved = new HashMap<>();
        long shift = shift(wanted, earlier);
        found.forEach((day, figures) -> moved.put(daysEarlier(day, -shift), figures));
        return moved;
    }

    private static long shift(Wanted wanted, Wanted earlier) {
        return wanted.from().toEpochDay() - earlier.from().toEpochDay();
    }

    private static String daysEarlier(String key, long days) {
        return days == 0 ? key : LocalDate.parse(key).minusDays(days).toString();
    }

    private static Wanted onlyDays(Wanted wanted, List<Line> shown) {
        List<LocalDate> days =
                shown.stream().map(line -> LocalDate.parse(line.key())).sorted().toList();
        return new Wanted(days.getFirst(), days.getLast(), wanted.narrowing(), wanted.scope());
    }

    Map<String, String> names(Dimension by, List<Line> lines) {
        return names.of(by, lines.stream().map(Line::key).toList());
    }

    private static Comparator<Line> order(String sort) {
        int cut = sort.lastIndexOf(',');
        String name = cut < 0 ? sort : sort.substring(0, cut);
        Function<Line, @Nullable Comparable<?>> column = COLUMNS.get(name);
        if (column == null) {
            throw DomainException.invalid("sort", "request.invalid");
        }
        boolean falling = cut > 0 && sort.substring(cut + 1).equals("desc");
        return (one, other) -> compare(column.apply(one), column.apply(other), falling);
    }

    @SuppressWarnings("unchecked")
    private static int compare(@Nullable Comparable<?> one, @Nullable Comparable<?> other, boolean falling) {
        if (one == null || other == null) {
            return Boolean.compare(one == null, other == null);
        }
        int compared = ((Comparable<Object>) one).compareTo(other);
        return falling ? -compared : compared;
    }
}
