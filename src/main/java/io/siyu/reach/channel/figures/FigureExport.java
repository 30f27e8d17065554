package io.siyu.reach.channel.figures;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.reach.channel.figures.FigureTable.Line;
import io.siyu.reach.channel.figures.Wanted.Comparison;
import io.siyu.reach.channel.figures.Wanted.Narrowing;
import io.siyu.shared.BrandZone;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table of figures as a file, by whatever the page shows it. */
@Component
class FigureExport implements ExportSource {

    private final FigureTable table;
    private final Clock clock;
    private final BrandZone zone;

    FigureExport(FigureTable table, Clock clock, BrandZone zone) {
        this.table = table;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "channel-figures";
    }

    @Override
    public String permission() {
        return "channel.read";
    }

    /** Where it is compared, each figure's column is followed by one of the other period, as the charts show them side by side. */
    @Override
    public List<Column> columns(Asked asked) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("channel.figures.by." + by(asked))));
        for (Column figure : figures()) {
            columns.add(figure);
            if (comparison(asked) != Comparison.NONE) {
                columns.add(new Column(figure.code() + ".before", figure.kind(), null));
            }
        }
        return columns;
    }

    private static List<Column> figures() {
        return List.of(
                Column.number("channel.column.figures_scans"),
                Column.number("channel.column.figures_adds"),
                Column.number("channel.column.buyers"),
                Column.number("channel.column.figures_deletions"),
                Column.number("channel.column.net"),
                Column.number("channel.column.median_seconds"),
                Column.number("channel.column.first_orders"),
                Column.number("channel.column.buyer_orders"),
                Column.money("channel.column.first_order_amount"),
                Column.number("channel.column.lost"),
                Column.number("channel.column.ordered"),
                Column.number("channel.column.link_adds"),
                Column.number("channel.column.talked"),
                Column.money("channel.column.cost"),
                Column.money("channel.column.cost_per_add"),
                Column.money("channel.column.cost_per_first_order"));
    }

    @Override
    public long count(Asked asked) {
        return lines(asked).size();
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        int from = after == null ? 0 : Integer.parseInt(after);
        List<Line> lines = lines(asked);
        List<Line> shown = table.timed(
                by(asked),
                wanted(asked),
                comparison(asked),
                lines.stream().skip(from).limit(size).toList());
        Map<String, String> names = table.names(by(asked), shown);
        return new Slice<>(
                shown.stream()
                        .map(line -> row(names.getOrDefault(line.key(), line.key()), line))
                        .toList(),
                from + size < lines.size() ? Integer.toString(from + size) : null);
    }

    private static List<@Nullable Object> row(String name, Line line) {
        List<@Nullable Object> now = cells(line.figures());
        Figures before = line.before();
        List<@Nullable Object> then = before == null ? List.of() : cells(before);
        List<@Nullable Object> row = new ArrayList<>(List.of(name));
        for (int place = 0; place < now.size(); place++) {
            row.add(now.get(place));
            if (before != null) {
                row.add(then.get(place));
            }
        }
        return row;
    }

    private static List<@Nullable Object> cells(Figures figures) {
        return Arrays.asList(
                figures.scans(),
                figures.adds(),
                figures.buyers(),
                figures.deletions(),
                figures.net(),
                figures.medianSeconds(),
                figures.firstOrders(),
                figures.buyerOrders(),
                figures.firstOrderFen(),
                figures.lost(),
                figures.ordered(),
                figures.linkAdds(),
                figures.seenTalking(),
                figures.costFen(),
                figures.costPerAddFen(),
                figures.costPerFirstOrderFen());
    }

    private List<Line> lines(Asked asked) {
        return table.lines(by(asked), wanted(asked), comparison(asked), "key,asc");
    }

    private Wanted wanted(Asked asked) {
        LocalDate to = day(asked, "to", zone.dateOf(clock.instant()));
        Narrowing narrowing = new Narrowing(
                asked.number("codeId"),
                asked.number("templateId"),
                asked.number("storeId"),
                asked.number("staffId"),
                asked.text("campaign"));
        return new Wanted(
                day(asked, "from", to.minusDays(FigureController.USUAL_DAYS - 1)),
                to,
                narrowing,
                asked.operator().scope());
    }

    private static Comparison comparison(Asked asked) {
        Comparison asks = asked.one("compare", Comparison.class);
        return asks == null ? Comparison.NONE : asks;
    }

    private static Dimension by(Asked asked) {
        Dimension by = asked.one("by", Dimension.class);
        return by == null ? Dimension.CODE : by;
    }

    private static LocalDate day(Asked asked, String name, LocalDate usual) {
        String text = asked.text(name);
        try {
            return text == null ? usual : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw DomainException.invalid("filters." + name, "transfer.filter_invalid", text == null ? "" : text);
        }
    }
}
