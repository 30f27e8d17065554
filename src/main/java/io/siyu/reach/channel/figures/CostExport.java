package io.siyu.reach.channel.figures;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.shared.Slice;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The costs as a file. */
@Component
class CostExport implements ExportSource {

    private final CostRows rows;
    private final CostNames names;

    CostExport(CostRows rows, CostNames names) {
        this.rows = rows;
        this.names = names;
    }

    @Override
    public String name() {
        return "channel-costs";
    }

    @Override
    public String permission() {
        return "channel.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.text("channel.column.from_day"),
                Column.text("channel.column.to_day"),
                Column.word("channel.column.cost_kind", "channel.cost.kind."),
                Column.word("channel.column.cost_target", "channel.figures.by."),
                Column.text("channel.column.name"),
                Column.money("channel.column.cost"),
                Column.text("channel.column.note"),
                Column.time("channel.column.entered_at"));
    }

    @Override
    public long count(Asked asked) {
        return rows.sum(filter(asked)).count();
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        long below = after == null ? Long.MAX_VALUE : Long.parseLong(after);
        Slice<Cost> slice =
                Slice.of(rows.below(filter(asked), below, 0, size + 1), size, cost -> Long.toString(cost.id()));
        return new Slice<>(names.of(slice.items(), CostExport::row), slice.next());
    }

    private static List<@Nullable Object> row(Cost cost, String name) {
        return Arrays.asList(
                cost.fromDay().toString(),
                cost.toDay().toString(),
                cost.kind().name(),
                cost.target().name(),
                name,
                cost.amountFen(),
                cost.note(),
                cost.createdAt());
    }

    private static CostRows.Filter filter(Asked asked) {
        return new CostRows.Filter(
                asked.one("kind", Cost.Kind.class),
                asked.one("target", Cost.Target.class),
                asked.operator().scope());
    }
}
