package io.siyu.reach.channel.live;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.reach.channel.live.LiveViews.SessionRow;
import io.siyu.shared.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of live sessions with what came of them as a file. */
@Component
class LiveExport implements ExportSource {

    private final LiveViews views;

    LiveExport(LiveViews views) {
        this.views = views;
    }

    @Override
    public String name() {
        return "live-sessions";
    }

    @Override
    public String permission() {
        return "channel.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.text("channel.live.column.title"),
                Column.word("channel.live.column.platform", "channel.live.platform."),
                Column.time("channel.live.column.starts_at"),
                Column.time("channel.live.column.ends_at"),
                Column.word("channel.live.column.state", "channel.live.state."),
                Column.number("channel.live.column.opens"),
                Column.number("channel.live.column.scans"),
                Column.number("channel.live.column.reserved"),
                Column.number("channel.live.column.added"),
                Column.number("channel.live.column.told"),
                Column.number("channel.live.column.buyers"),
                Column.number("channel.live.column.orders"),
                Column.money("channel.live.column.amount"),
                Column.number("channel.live.column.refunds"),
                Column.money("channel.live.column.refunded"));
    }

    @Override
    public long count(Asked asked) {
        return views.count(filter(asked));
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        Slice<SessionRow> slice = views.page(filter(asked), after, size);
        return new Slice<>(slice.items().stream().map(LiveExport::row).toList(), slice.next());
    }

    private static List<@Nullable Object> row(SessionRow session) {
        LiveFigures.Figures figures = session.figures();
        return Arrays.asList(
                session.name(),
                session.platform().name(),
                session.startsAt(),
                session.endsAt(),
                session.state().name(),
                figures.opens(),
                figures.scans(),
                figures.reserved(),
                figures.added(),
                figures.told(),
                figures.buyers(),
                figures.orders(),
                figures.amountFen(),
                figures.refunds(),
                figures.refundedFen());
    }

    private static LiveViews.Filter filter(Asked asked) {
        return new LiveViews.Filter(
                asked.one("state", LiveState.class), Objects.requireNonNullElse(asked.text("q"), ""));
    }
}
