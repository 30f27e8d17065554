package io.siyu.people.relation.handover;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.people.relation.handover.HandoverViews.CustomerLine;
import io.siyu.people.relation.handover.HandoverViews.Shown;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The customers of one handover as a file: those who refused, with the reason, are what one wants to take along. */
@Component
class HandoverExport implements ExportSource {

    private final HandoverViews views;

    HandoverExport(HandoverViews views) {
        this.views = views;
    }

    @Override
    public String name() {
        return "handover-customers";
    }

    @Override
    public String permission() {
        return "handover.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        WholeBrand.require(asked.operator().scope());
        return List.of(
                Column.number("handover.column.customer_id"),
                Column.text("handover.column.customer"),
                Column.text("handover.column.to"),
                Column.word("handover.column.state", "handover.state."),
                Column.text("handover.column.reason"),
                Column.time("handover.column.asked_at"),
                Column.time("handover.column.finished_at"),
                Column.time("handover.column.lost_at"));
    }

    @Override
    public long count(Asked asked) {
        return views.count(handover(asked), shown(asked));
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        Slice<CustomerLine> slice = views.customers(
                handover(asked), shown(asked), after == null ? 0 : Long.parseLong(after), size, asked.locale());
        return new Slice<>(slice.items().stream().map(HandoverExport::row).toList(), slice.next());
    }

    private static List<@Nullable Object> row(CustomerLine line) {
        return Arrays.asList(
                line.customerId(),
                line.name(),
                line.toName(),
                line.state(),
                line.reason(),
                line.askedAt(),
                line.finishedAt(),
                line.lostAt());
    }

    private static long handover(Asked asked) {
        Long id = asked.number("handover");
        if (id == null) {
            throw DomainException.invalid("filters.handover", "handover.not_found");
        }
        return id;
    }

    private static Shown shown(Asked asked) {
        String given = asked.text("state");
        Set<String> states = given == null || given.isBlank() ? Set.of() : Set.of(given.split(",", -1));
        return new Shown(states, null, "true".equals(asked.text("lost")));
    }
}
