package io.siyu.reach.channel.template;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.reach.channel.template.ChildViews.ChildRow;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The codes of a template as a file, with the address that each picture carries. */
@Component
class ChildExport implements ExportSource {

    private final ChildViews views;

    ChildExport(ChildViews views) {
        this.views = views;
    }

    @Override
    public String name() {
        return "template-codes";
    }

    @Override
    public String permission() {
        return "channel.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.text("channel.column.name"),
                Column.text("channel.column.store"),
                Column.text("channel.column.guide"),
                Column.text("channel.column.url"),
                Column.number("channel.column.guides"),
                Column.number("channel.column.adds"),
                Column.text("channel.column.overridden"),
                Column.time("channel.column.created_at"));
    }

    @Override
    public long count(Asked asked) {
        return views.count(wanted(asked));
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        Slice<ChildRow> slice = views.list(wanted(asked), after == null ? 0 : Long.parseLong(after), size);
        return new Slice<>(slice.items().stream().map(ChildExport::row).toList(), slice.next());
    }

    private static List<@Nullable Object> row(ChildRow code) {
        return Arrays.asList(
                code.name(),
                code.store(),
                code.guide(),
                code.url(),
                code.guides(),
                code.adds(),
                code.overridden().isEmpty() ? null : String.join(", ", code.overridden()),
                code.createdAt());
    }

    private static ChildViews.Wanted wanted(Asked asked) {
        Long template = asked.number("template");
        if (template == null) {
            throw DomainException.notFound("channel.template.not_found");
        }
        return TemplateController.wanted(
                template,
                Objects.requireNonNullElse(asked.text("q"), ""),
                Boolean.parseBoolean(asked.text("archived")),
                Objects.requireNonNullElse(asked.text("only"), ""));
    }
}
