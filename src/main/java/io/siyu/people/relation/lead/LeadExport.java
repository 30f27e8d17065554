package io.siyu.people.relation.lead;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of leads as a file; numbers are masked unless {@code phone=full} is asked for with the right to see them. */
@Component
class LeadExport implements ExportSource {

    private final LeadViews views;
    private final LeadPhones phones;

    LeadExport(LeadViews views, LeadPhones phones) {
        this.views = views;
        this.phones = phones;
    }

    @Override
    public String name() {
        return "leads";
    }

    @Override
    public String permission() {
        return "lead.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        if (inFull(asked) && !asked.operator().may("customer.phone")) {
            throw DomainException.forbidden("lead.phone_forbidden");
        }
        return List.of(
                Column.text("lead.import.phone"),
                Column.text("lead.import.name"),
                Column.text("lead.column.batch"),
                Column.text("lead.import.source"),
                Column.word("lead.column.state", "lead.state."),
                Column.text("lead.column.guide"),
                Column.text("lead.column.store"),
                Column.number("lead.column.attempts"),
                Column.word("lead.column.outcome", "lead.outcome."),
                Column.text("lead.column.next_on"),
                Column.time("lead.column.created_at"),
                Column.time("lead.column.converted_at"),
                Column.text("lead.import.remark"),
                Column.text("lead.column.invitation"));
    }

    @Override
    public long count(Asked asked) {
        return views.count(wanted(asked), asked.operator().scope());
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        columns(asked);
        long below = after == null ? Long.MAX_VALUE : Long.parseLong(after);
        List<LeadViews.Line> lines = views.find(wanted(asked), asked.operator(), below, size + 1);
        Slice<LeadViews.Line> slice = Slice.of(lines, size, line -> Long.toString(line.id()));
        boolean full = inFull(asked);
        return new Slice<>(slice.items().stream().map(line -> row(line, full)).toList(), slice.next());
    }

    private List<@Nullable Object> row(LeadViews.Line line, boolean full) {
        LocalDate next = line.nextOn();
        return Arrays.asList(
                full ? phones.of(line.id()).orElse(null) : line.maskedPhone(),
                line.name(),
                line.batchName(),
                line.source(),
                line.state().name(),
                line.staffName(),
                line.storeName(),
                line.attempts(),
                line.lastOutcome(),
                next == null ? null : next.toString(),
                line.createdAt(),
                line.convertedAt(),
                line.remark(),
                line.invitation());
    }

    private static boolean inFull(Asked asked) {
        return "full".equals(asked.text("phone"));
    }

    private static LeadViews.Wanted wanted(Asked asked) {
        return new LeadViews.Wanted(
                asked.number("batchId"),
                asked.one("state", LeadViews.State.class),
                asked.number("staffId"),
                asked.number("storeId"),
                due(asked.text("due")),
                asked.text("q"));
    }

    private static @Nullable LocalDate due(@Nullable String day) {
        try {
            return day == null ? null : LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            throw DomainException.invalid("filters.due", "transfer.filter_invalid", String.valueOf(day));
        }
    }
}
