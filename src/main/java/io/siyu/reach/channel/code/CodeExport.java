package io.siyu.reach.channel.code;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.shared.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of live codes with their figures as a file. */
@Component
class CodeExport implements ExportSource {

    private final CodeViews views;
    private final CodeList list;

    CodeExport(CodeViews views, CodeList list) {
        this.views = views;
        this.list = list;
    }

    @Override
    public String name() {
        return "codes";
    }

    @Override
    public String permission() {
        return "channel.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.text("channel.column.name"),
                Column.text("channel.column.url"),
                Column.number("channel.column.guides"),
                Column.number("channel.column.scans_today"),
                Column.number("channel.column.adds_today"),
                Column.number("channel.column.scans"),
                Column.number("channel.column.adds"),
                Column.number("channel.column.deletions"),
                Column.time("channel.column.created_at"));
    }

    @Override
    public long count(Asked asked) {
        return list.count(filter(asked));
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        long below = after == null ? Long.MAX_VALUE : Long.parseLong(after);
        Slice<CodeViews.CodeRow> slice = views.below(below, filter(asked), size);
        return new Slice<>(slice.items().stream().map(CodeExport::row).toList(), slice.next());
    }

    private static List<@Nullable Object> row(CodeViews.CodeRow code) {
        return Arrays.asList(
                code.name(),
                code.url(),
                code.guides(),
                code.today().scans(),
                code.today().adds(),
                code.total().scans(),
                code.total().adds(),
                code.total().deletions(),
                code.createdAt());
    }

    private static CodeList.Filter filter(Asked asked) {
        return new CodeList.Filter(
                Boolean.parseBoolean(asked.text("archived")),
                Objects.requireNonNullElse(asked.text("q"), ""),
                asked.one("standing", CodeList.Standing.class));
    }
}
