package io.siyu.reach.outreach;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.reach.outreach.TouchViews.State;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of guides' tasks, or of welcomes, as a file. */
@Component
class TouchExport implements ExportSource {

    private final TouchViews views;

    TouchExport(TouchViews views) {
        this.views = views;
    }

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public String permission() {
        return "outreach.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.number("outreach.column.customer_id"),
                Column.text("outreach.column.customer"),
                Column.text("outreach.column.staff"),
                Column.text("outreach.column.content"),
                Column.word("outreach.column.state", "outreach.state."),
                Column.text("outreach.column.why"),
                Column.time("outreach.column.planned_at"),
                Column.time("outreach.column.due_at"),
                Column.time("outreach.column.sent_at"),
                Column.time("outreach.column.finished_at"));
    }

    @Override
    public long count(Asked asked) {
        return views.count(asked.operator().scope(), kind(asked), states(asked), asked.number("staff"));
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        Slice<TouchViews.TouchRow> slice = views.touches(
                asked.operator().scope(),
                kind(asked),
                states(asked),
                asked.number("staff"),
                after == null ? null : Long.valueOf(after),
                size,
                asked.locale());
        return new Slice<>(slice.items().stream().map(TouchExport::row).toList(), slice.next());
    }

    private static List<@Nullable Object> row(TouchViews.TouchRow touch) {
        return Arrays.asList(
                touch.customerId(),
                touch.customerName(),
                touch.staffName(),
                touch.content(),
                touch.state(),
                touch.why(),
                touch.plannedAt(),
                touch.dueAt(),
                touch.sentAt(),
                touch.finishedAt());
    }

    private static Touch.Kind kind(Asked asked) {
        Touch.Kind kind = asked.one("kind", Touch.Kind.class);
        return kind == null ? Touch.Kind.GUIDE_TASK : kind;
    }

    /** Several are given with commas, as in the address of the list. */
    private static Set<State> states(Asked asked) {
        String given = asked.text("state");
        Set<State> states = EnumSet.noneOf(State.class);
        try {
            for (String one : given == null ? new String[0] : given.split(",", -1)) {
                states.add(State.valueOf(one));
            }
        } catch (IllegalArgumentException e) {
            throw DomainException.invalid("filters.state", "transfer.filter_invalid", String.valueOf(given));
        }
        return states;
    }
}
